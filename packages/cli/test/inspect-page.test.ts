/** The page of `pmklc inspect` as text; `inspect-browser.test.ts` opens it. */
import { CARRIERS } from '@pmklc/models';
import { expect, test } from 'vitest';
import { html, scriptJson } from '../src/inspect/html.ts';
import { pageData } from '../src/inspect/page-data.ts';
import { inspectionPage } from '../src/inspect/page.ts';
import { CLOSING, HOSTILE, inspectKnown, inspectText } from './inspect-support.ts';

const known = await inspectKnown();
const page = inspectionPage('a <b>.fa', known);

/** What the page's script reads. */
function embedded(text: string): ReturnType<typeof pageData> {
  const [, json] = /<script type="application\/json" id="data">(.*?)<\/script>/s.exec(text)!;
  return JSON.parse(json!) as ReturnType<typeof pageData>;
}

test('what is put into a template is escaped, unless it is HTML', () => {
  expect(html`<p title="${`"'&`}">${'<b>'}${html`<i>${1}</i>`}</p>`.text).toBe(
    '<p title="&quot;&#39;&amp;">&lt;b&gt;<i>1</i></p>',
  );
  expect(html`${'a\u001b[2Jb'}`.text).toBe('a\\x1b[2Jb');
});

test('JSON in a script cannot end it', () => {
  const { text } = scriptJson({ name: '</script><!--' });
  expect(text).not.toContain('<');
  expect(JSON.parse(text)).toEqual({ name: '</script><!--' });
});

test('names of a file become text: no markup, no script', () => {
  expect([HOSTILE, CLOSING, '<b>'].filter((name) => page.includes(name))).toEqual([]);
  expect(page.includes('&lt;script&gt;alert(1)&lt;/script&gt;')).toBe(true);
  expect(embedded(page).records.map(([name]) => name)).toEqual([HOSTILE, CLOSING]);
  expect(page.match(/<script\b/g)).toHaveLength(3);
});

test('the page loads nothing', () => {
  expect(page.includes('content="default-src &#39;none&#39;;')).toBe(true);
  expect(/<[^>]*\s(src|href|action)=|@import|url\(|https?:/.exec(page)).toBeNull();
});

test('its structure is this', () => {
  const ids = [...page.matchAll(/\bid="(\w+)"/g)].map(([, id]) => id);
  expect(ids).toEqual([
    ...['theme', 'facts', 'profile', 'jump', 'range', 'overview', 'plot', 'readout', 'data'],
    ...['carried', 'streams', 'records', 'partitions'],
  ]);
  const headings = [...page.matchAll(/<h[12]>(.*?)<\/h[12]>/g)].map(([, text]) => text);
  expect(headings).toEqual([
    'a &lt;b&gt;.fa',
    'Bits per base along the sequence',
    'What carried the bases',
    'Bytes by stream',
    'Records',
    'Partitions',
  ]);
});

test('the numbers that are drawn are those that were found', () => {
  const { bits, shares, binResidues, residues, partitions } = embedded(page);
  expect({ binResidues, residues, partitions }).toEqual({
    binResidues: known.profile.binResidues,
    residues: 70_000,
    partitions: [0],
  });
  const costs = new DataView(Uint8Array.from(Buffer.from(bits, 'base64')).buffer);
  const carried = Buffer.from(shares, 'base64');
  expect(carried).toHaveLength(known.profile.carriers.length);
  for (const bin of [0, 1000, 20_000, 34_999]) {
    const mean = known.profile.bits[bin]! / Math.max(1, known.profile.bases[bin]!);
    expect(costs.getUint16(2 * bin, true) / 4096).toBeCloseTo(mean, 3);
    const kinds = carried.subarray(bin * CARRIERS.length, (bin + 1) * CARRIERS.length);
    const isSequence = known.profile.bases[bin]! > 0;
    expect(kinds.reduce((sum, share) => sum + share, 0) > 250).toBe(isSequence);
  }
});

test('a file without sequence has sizes and no profile', async () => {
  const text = inspectionPage('x', await inspectText('hello, world: no bases here\n'));
  expect(text.includes('<canvas')).toBe(false);
  expect(text.includes('Bytes by stream')).toBe(true);
});

test('long names and many records are cut, and said to be', () => {
  const record = { start: 0, residues: 4, bases: 4, bits: 8 };
  const records = Array.from({ length: 2000 }, (_, i) => {
    return { ...record, name: `${i}`.padEnd(200, '&') };
  });
  const long = inspectionPage('x', { ...known, records, recordCount: 2500 });
  expect(long.includes('Records (the longest 2,000 of 2,500)')).toBe(true);
  expect(embedded(long).records[7]![0]).toBe(`${'7'.padEnd(57, '&')}...`);
  expect(long.length).toBeLessThan(2_000_000);
});

test.each(CARRIERS)('$name has a place in the picture, and a colour of its own', ({ name }) => {
  expect(embedded(page).carriers).toContain(name);
  expect(page).toContain(`.c-${name} { background: var(--${name}); }`);
  const colours = [...page.matchAll(/--([a-z]+): (#[0-9a-f]{6});/gi)];
  const own = colours.filter(([, variable]) => variable === name).map(([, , colour]) => colour);
  expect(own).toHaveLength(2); // light and dark
  const others = CARRIERS.filter((other) => other.name !== name).map((other) => other.name);
  const used = colours.filter(([, variable]) => others.includes(variable!));
  expect(used.map(([, , colour]) => colour)).not.toContain(own[0]);
});
