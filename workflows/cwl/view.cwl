#!/usr/bin/env cwl-runner
cwlVersion: v1.2
class: CommandLineTool
label: Read parts of an archive
doc: |
  Gives regions of records as samtools faidx does; only the partitions that hold them are decoded.
baseCommand: [pmklc, view]
arguments:
  - prefix: --output
    valueFrom: $(inputs.output_name)
  - prefix: --threads
    valueFrom: $(runtime.cores)
hints:
  SoftwareRequirement:
    packages:
      pmklc: {}
requirements:
  ResourceRequirement:
    coresMin: $(inputs.threads)
    ramMin: $(inputs.memory_mib)
inputs:
  archive:
    type: File
    inputBinding:
      position: 1
  regions:
    type: string[]?
    doc: NAME, NAME:START-END, NAME:START- or NAME:-END, from 1, both ends included.
    inputBinding:
      position: 2
  regions_file:
    type: File?
    doc: Regions, one a line, or BED, whose strands count.
    inputBinding:
      prefix: --regions
  reverse_complement:
    type: boolean?
    doc: The opposite strand of all regions.
    inputBinding:
      prefix: --reverse-complement
  fastq:
    type: boolean?
    doc: FASTQ with its qualities, of archives that have them; otherwise FASTA.
    inputBinding:
      prefix: --fastq
  output_name:
    type: string
    default: regions.fa
  threads:
    type: int
    default: 1
    doc: Partitions that are decoded at a time.
  memory_mib:
    type: int
    default: 2048
    doc: MiB to be reserved.
outputs:
  sequences:
    type: File
    outputBinding:
      glob: $(inputs.output_name)
