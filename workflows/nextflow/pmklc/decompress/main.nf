process PMKLC_DECOMPRESS {
    tag "$meta.id"
    label "process_medium"

    // No registry has it yet: docker build -t pmklc, from the Dockerfile of this repository.
    container "pmklc"

    input:
    tuple val(meta), path(archive)

    output:
    tuple val(meta), path("${prefix}"), emit: sequence
    path "versions.yml"               , emit: versions

    when:
    task.ext.when == null || task.ext.when

    script:
    def args = task.ext.args ?: ''
    prefix = task.ext.prefix ?: archive.baseName
    """
    pmklc --decompress --threads ${task.cpus} ${args} --output "${prefix}" "${archive}"

    cat <<-END_VERSIONS > versions.yml
    "${task.process}":
        pmklc: \$(pmklc --version | sed "s/^pmklc //")
    END_VERSIONS
    """

    stub:
    prefix = task.ext.prefix ?: archive.baseName
    """
    touch "${prefix}"

    cat <<-END_VERSIONS > versions.yml
    "${task.process}":
        pmklc: \$(pmklc --version | sed "s/^pmklc //")
    END_VERSIONS
    """
}
