process PMKLC_VIEW {
    tag "$meta.id"
    label "process_medium"

    // No registry has it yet: docker build -t pmklc, from the Dockerfile of this repository.
    container "pmklc"

    input:
    tuple val(meta), path(archive)
    path regions

    output:
    tuple val(meta), path("${prefix}"), emit: sequences
    path "versions.yml"               , emit: versions

    when:
    task.ext.when == null || task.ext.when

    script:
    def args = task.ext.args ?: ''
    prefix = task.ext.prefix ?: (args.contains('--fastq') ? "${meta.id}.fq" : "${meta.id}.fa")
    """
    pmklc view --threads ${task.cpus} ${args} --regions "${regions}" --output "${prefix}" "${archive}"

    cat <<-END_VERSIONS > versions.yml
    "${task.process}":
        pmklc: \$(pmklc --version | sed "s/^pmklc //")
    END_VERSIONS
    """

    stub:
    prefix = task.ext.prefix ?: "${meta.id}.fa"
    """
    touch "${prefix}"

    cat <<-END_VERSIONS > versions.yml
    "${task.process}":
        pmklc: \$(pmklc --version | sed "s/^pmklc //")
    END_VERSIONS
    """
}
