#!/usr/bin/env cwl-runner
cwlVersion: v1.2
class: CommandLineTool
label: Pack a sequence file
doc: |
  Packs FASTA, FASTQ or any other file without loss; the archive is decoded again and compared before it counts.
baseCommand: pmklc
arguments:
  - prefix: --output
    valueFrom: $(inputs.sequence.basename).pmklc
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
  sequence:
    type: File
    doc: What is packed.
    inputBinding:
      position: 1
  level:
    type: int?
    doc: 0 (fast) to 9 (small); 6 by default.
    inputBinding:
      prefix: --level
  select:
    type:
      - 'null'
      - type: enum
        symbols: [auto, none, spum]
    doc: Static knowledge; auto by default.
    inputBinding:
      prefix: --select
  partitions:
    type: int?
    doc: Cuts the file into so many equal partitions of at least 1 MiB, which are packed and unpacked at a time.
    inputBinding:
      prefix: --partitions
  threads:
    type: int
    default: 1
    doc: Partitions that are packed at a time.
  memory_mib:
    type: int
    default: 2048
    doc: MiB to be reserved; `pmklc plan` tells how much it takes.
outputs:
  archive:
    type: File
    outputBinding:
      glob: $(inputs.sequence.basename).pmklc
