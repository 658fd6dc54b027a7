process PMKLC_COMPRESS {
    tag "$meta.id"
    label "process_medium"

    // No registry has it yet: docker build -t pmklc, from the Dockerfile of this repository.
    container "pmklc"

    input:
    tuple val(meta), path(sequence)

    output:
    tuple val(meta), path("*.pmklc"), emit: archive
    path "versions.yml"             , emit: versions

    when:
    task.ext.when == null || task.ext.when

    script:
    def args = task.ext.args ?: ''
    prefix = task.ext.prefix ?: sequence.name
    """
    pmklc --threads ${task.cpus} ${args} --output "${prefix}.pmklc" "${sequence}"

    cat <<-END_VERSIONS > versions.yml
    "${task.process}":
        pmklc: \$(pmklc --version | sed "s/^pmklc //")
    END_VERSIONS
    """

    stub:
    prefix = task.ext.prefix ?: sequence.name
    """
    touch "${prefix}.pmklc"

    cat <<-END_VERSIONS > versions.yml
    "${task.process}":
        pmklc: \$(pmklc --version | sed "s/^pmklc //")
    END_VERSIONS
    """
}
