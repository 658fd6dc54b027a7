/**
 * Text that the text model has read before it codes: how public databases and instruments name sequences.
 *
 * Part of the format: a changed letter makes packed streams unreadable. Its worth is in short
 * streams; the titles of one virus genome take some 20 bytes less.
 */
export const PRIMER = `sp|P69905|HBA_HUMAN Hemoglobin subunit alpha OS=Homo sapiens OX=9606 GN=HBA1 PE=1 SV=2
tr|A0A024R161|A0A024R161_HUMAN Guanine nucleotide-binding protein subunit gamma OS=Homo sapiens OX=9606 GN=DNAJC25 PE=3 SV=1
ENST00000335137.4 cdna chromosome:GRCh38:1:65419:71585:1 gene:ENSG00000186092.7 gene_biotype:protein_coding transcript_biotype:protein_coding gene_symbol:OR4F5 description:olfactory receptor family 4 subfamily F member 5 [Source:HGNC Symbol;Acc:HGNC:14825]
NM_000546.6 Homo sapiens tumor protein p53 (TP53), transcript variant 1, mRNA
XM_017000001.2 PREDICTED: Mus musculus uncharacterized protein LOC105371, partial cds, strain=C57BL/6J
gi|556503834|ref|NC_000964.3| Bacillus subtilis subsp. subtilis str. 168 chromosome, complete genome
lcl|NC_000964.3_cds_NP_387882.1_1 [gene=dnaA] [locus_tag=BSU_00010] [protein=hypothetical protein] [location=410..1750] [gbkey=CDS]
tig00000001 len=1000000 reads=5000 class=contig suggestRepeat=no suggestCircular=yes
NODE_1_length_500000_cov_20.5
scaffold_1 length=1000 gene=ABC1 organism=Arabidopsis thaliana version=TAIR10
Chr1 CHROMOSOME dumped from ADB: Feb/3/09 16:9; last updated: 2009-02-02
SRR001666.1 071112_SLXA-EAS1_s_7:5:1:817:345 length=72
A00123:45:HGXXXDSXX:1:1101:1000:1016 1:N:0:ATCACG
HWI-ST001:100:C0XXXACXX:1:1101:1500:2000/1
hCoV-19/England/20102000202/2020|EPI_ISL_420000|2020-03-21
hCoV-19/USA/WA1/2020|EPI_ISL_404895|2020-01-19|NorthAmerica
A/California/07/2009(H1N1) segment 4 hemagglutinin (HA) gene, complete cds
MN000001.1 Zika virus isolate BRA/2016/PE243, complete genome
KY000002.1 Human betacoronavirus strain 2c, complete sequence; mitochondrial
AY548170.1 Human herpesvirus 3 strain VZV-32, complete genome
NZ_JROE01000078.1 Sphingobacteriaceae bacterium DW12 contig100_scaffold73, whole genome shotgun sequence
NZ_CP009273.1 Klebsiella pneumoniae plasmid pKPN1, complete sequence
\x03<NC_002516.2 Pseudomonas aeruginosa PAO1 chromosome, complete genome
\x03<NC_003197.2 Salmonella enterica subsp. enterica serovar Typhimurium str. LT2, complete genome
\x03PNC_012920.1 Homo sapiens mitochondrion, complete genome
\x03<NC_000932.1 Arabidopsis thaliana chloroplast, complete genome
\x03<NC_000001.11 Homo sapiens chromosome 1, GRCh38.p14 Primary Assembly
\x03P1 dna:chromosome chromosome:GRCh38:1:1:248956422:1 REF
\x03<chr1
\x03<chr2
\x03PchrX
\x03<chrM
`;
