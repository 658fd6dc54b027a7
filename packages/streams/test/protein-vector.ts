/** A protein stream and its code: what suites here and of the independent decoder must agree on. */
import { bytesOf } from '@pmklc/testing';

const ALPHA =
  'MVLSPADKTNVKAAWGKVGAHAGEYGAEALERMFLSFPTTKTYFPHFDLSHGSAQVKGHGKKVADALTNAVAHVDDMPNALSALSDLHAHKLRVDPVNFKLLSHCLLVTLAAHLPAEFTPAVHASLDKFLASVSTVLTSKYR';
const BETA =
  'MVHLTPEEKSAVTALWGKVNVDEVGGEALGRLLVVYPWTQRFFESFGDLSTPDAVMGNPKVKAHGKKVLGAFSDGLAHLDNLKGTFATLSELHCDKLHVDPENFRLLGNVLVCVLAHHFGKEFTPPVQAAYQKVVAGVANALAHKYH';
const DELTA =
  'MVHLTPEEKTAVNALWGKVNVDAVGGEALGRLLVVYPWTQRFFESFGDLSSPDAVMGNPKVKAHGKKVLGAFSDGLAHLDNLKGTFSQLSELHCDKLHVDPENFRLLGNVLVCVLARNFGKEFTPQMQAAYQKVVAGVANALAHKYH';

const wrapped = (residues: string): string => (residues.match(/.{1,60}/g) ?? []).join('\n') + '\n';

/** Relatives, matches, a full last line, lower case, a blank line, no residues, no line end at the end. */
export const PROTEINS = bytesOf(
  `>HBA\n${wrapped(ALPHA)}>HBB\n${wrapped(BETA)}>HBD\n${wrapped(DELTA)}` +
    `>HBB again\n${wrapped(BETA + ALPHA.slice(0, 33))}>odd\nMKVaX*\n\nMK\n>none\n>HBB\n${BETA}`,
);
/** How the lines of {@link PROTEINS} are wrapped. */
export const LAYOUT = { width: 60, isCrLf: false };
const HEAD = '08' + 'bc06' + '78';
const CODE =
  '001620331d3ba5f209301df717af8c041e65eff9725571aed910ad39442d138079a0412940a9ead32ddff72869' +
  '9b8989e7d985048d6abbeef98e75fd568cda9b50a188230bd3ae483bc48f98c77e7418ad4c67c9a249d5c202f9' +
  'dff9e89e4a6b63857ec9ef0dfaec38ea32dc3e306218b9922c05c8e376afb46029b67529e89e53b5dd3ed0c1dd' +
  '2cd922f55608e8a23d1d296cf16d278ccde4bd9b4b857a7d35e453074be24cbf27acc869d3dd5f508a46f2d37f' +
  '33e2e4c48e56d842e0bff64f4b7a302ed59e8cfd7d2b819ecbf0478975e55e19ea64aad29fb074cdb0f899c696' +
  '137eef8de68be8a0a0a2599ec45f8df2e30c722fc964af819795aa9e0fe6e06d593b77e18999c902fde1af9c40' +
  '94dc957563d7015a06ba1b1230a2';
export const PROTEINS_PACKED = new Uint8Array(Buffer.from(HEAD + CODE, 'hex'));
