#!/usr/bin/env cwl-runner
cwlVersion: v1.2
class: CommandLineTool
label: Unpack an archive of one file
doc: |
  Gives the original file back, byte for byte, or fails: nothing is left of a damaged archive.
baseCommand: [pmklc, --decompress]
arguments:
  - prefix: --output
    valueFrom: $(inputs.archive.nameroot)
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
    doc: Named NAME.pmklc; the file that it gives is NAME.
    inputBinding:
      position: 1
  threads:
    type: int
    default: 1
    doc: Partitions that are unpacked at a time.
  memory_mib:
    type: int
    default: 2048
    doc: MiB to be reserved; `pmklc plan -d` tells how much it takes.
outputs:
  sequence:
    type: File
    outputBinding:
      glob: $(inputs.archive.nameroot)
