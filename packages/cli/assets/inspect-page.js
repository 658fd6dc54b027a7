/**
 * Draws the profile of `pmklc inspect`, and lets people move in it. One file, because the page that it
 * becomes a part of can import nothing.
 */
const data = JSON.parse(document.getElementById('data').textContent);
const KINDS = data.carriers.length;
/** From the bottom up, where shares are stacked: what nobody foresaw, number 0, on top. */
const STACK = [...data.carriers.slice(1), data.carriers[0]];
const KIND_OF = STACK.map((name) => data.carriers.indexOf(name));
const LEFT = 58;
const PLOT = { cost: [10, 250], shares: [262, 330], records: [340, 362], axis: 380 };
const SMALLEST_VIEW = 20;

const bytes = (text) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
const costBytes = bytes(data.bits);
const costs = new DataView(costBytes.buffer);
const shares = bytes(data.shares);
const bins = costBytes.length / 2;
const residuesIn = (bin) => Math.min(data.binResidues, data.residues - bin * data.binResidues);

const overview = document.getElementById('overview');
const plot = document.getElementById('plot');
const readout = document.getElementById('readout');
const range = document.getElementById('range');
const jump = document.getElementById('jump');
let view = { start: 0, end: data.residues };
let colours = {};

/** What the columns of a picture show: residues, bases, their cost, and how many each carrier has. */
function columnsOf({ start, end }, width) {
  const columns = [];
  for (let x = 0; x < width; x++) {
    const from = start + ((end - start) * x) / width;
    const to = start + ((end - start) * (x + 1)) / width;
    columns.push(columnOf(from, to));
  }
  return columns;
}

function columnOf(from, to) {
  const column = {
    residues: 0,
    bases: 0,
    bits: 0,
    carried: Array(KINDS).fill(0),
  };
  const first = Math.min(bins - 1, Math.floor(from / data.binResidues));
  const last = Math.max(first, Math.min(bins, Math.ceil(to / data.binResidues)) - 1);
  for (let bin = first; bin <= last; bin++) {
    const residues = residuesIn(bin);
    column.residues += residues;
    let bases = 0;
    for (let kind = 0; kind < KINDS; kind++) {
      const carried = (shares[bin * KINDS + kind] * residues) / 255;
      column.carried[kind] += carried;
      bases += carried;
    }
    if (bases === 0) continue;
    const cost = costs.getUint16(2 * bin, true) / 4096;
    column.bases += bases;
    column.bits += cost * bases;
  }
  return column;
}

/** A context whose unit is a pixel of the page; gives the size, too. */
function open(canvas) {
  const { clientWidth: width, clientHeight: height } = canvas;
  const scale = window.devicePixelRatio || 1;
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const context = canvas.getContext('2d');
  context.scale(scale, scale);
  context.font = '12px system-ui, sans-serif';
  return { context, width, height };
}

function readColours() {
  const style = getComputedStyle(document.documentElement);
  const names = ['text', 'dim', 'line', 'cost', 'gap', 'window', ...STACK];
  colours = Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--${name}`)]));
}

/** Bars of mean cost. */
function drawCosts(context, columns, left, top, bottom, most) {
  columns.forEach((column, i) => {
    if (column.bases < 0.5 * column.residues) {
      context.fillStyle = colours.gap;
      context.fillRect(left + i, top, 1, bottom - top);
    }
    if (column.bases === 0) return;
    const height = ((bottom - top) * Math.min(most, column.bits / column.bases)) / most;
    context.fillStyle = colours.cost;
    context.fillRect(left + i, bottom - height, 1, height);
  });
}

function drawShares(context, columns, left, [top, bottom]) {
  columns.forEach((column, i) => {
    let y = bottom;
    context.fillStyle = colours.gap;
    context.fillRect(left + i, top, 1, bottom - top);
    for (let layer = 0; layer < STACK.length; layer++) {
      const height = ((bottom - top) * column.carried[KIND_OF[layer]]) / column.residues;
      context.fillStyle = colours[STACK[layer]];
      context.fillRect(left + i, y - height, 1, height);
      y -= height;
    }
  });
}

function drawOverview() {
  const { context, width, height } = open(overview);
  const columns = columnsOf({ start: 0, end: data.residues }, width - LEFT);
  drawCosts(context, columns, LEFT, 2, height - 12, 2.2);
  drawShares(context, columns, LEFT, [height - 10, height - 3]);
  const x = (residue) => LEFT + ((width - LEFT) * residue) / data.residues;
  context.fillStyle = colours.window;
  context.fillRect(x(view.start), 0, Math.max(2, x(view.end) - x(view.start)), height);
  context.strokeStyle = colours.cost;
  context.strokeRect(
    x(view.start) + 0.5,
    0.5,
    Math.max(2, x(view.end) - x(view.start)) - 1,
    height - 1,
  );
}

function drawPlot() {
  const { context, width } = open(plot);
  const columns = columnsOf(view, width - LEFT);
  const highest = Math.max(2, ...columns.map(({ bits, bases }) => bits / Math.max(bases, 1e-9)));
  const most = highest > 2 ? highest * 1.05 : 2.15;
  const [top, bottom] = PLOT.cost;
  drawGrid(context, width, top, bottom, most);
  drawCosts(context, columns, LEFT, top, bottom, most);
  drawTwoBits(context, width, bottom - ((bottom - top) * 2) / most);
  drawShares(context, columns, LEFT, PLOT.shares);
  context.fillStyle = colours.dim;
  context.textAlign = 'right';
  context.fillText('who', LEFT - 6, PLOT.shares[0] + 28);
  context.fillText('carried', LEFT - 6, PLOT.shares[0] + 42);
  drawBoundaries(context, width);
  drawRecords(context, width);
  drawAxis(context, width);
}

function drawGrid(context, width, top, bottom, most) {
  context.textAlign = 'right';
  const step = most > 8 ? 2 : most > 3 ? 1 : 0.5;
  for (let bits = 0; bits <= most; bits += step) {
    const y = Math.round(bottom - ((bottom - top) * bits) / most) + 0.5;
    context.strokeStyle = colours.line;
    line(context, LEFT, y, width, y);
    context.fillStyle = colours.dim;
    context.fillText(bits === 2 ? '2 bits' : String(bits), LEFT - 6, y + 4);
  }
}

/** What a base costs of which nothing is known. */
function drawTwoBits(context, width, y) {
  context.strokeStyle = colours.dim;
  context.setLineDash([4, 3]);
  line(context, LEFT, Math.round(y) + 0.5, width, Math.round(y) + 0.5);
  context.setLineDash([]);
}

function line(context, x0, y0, x1, y1) {
  context.beginPath();
  context.moveTo(x0, y0);
  context.lineTo(x1, y1);
  context.stroke();
}

const xOf = (residue, width) =>
  LEFT + ((width - LEFT) * (residue - view.start)) / (view.end - view.start);

/** Where records and partitions begin, as far as they are not too close to be told apart. */
function drawBoundaries(context, width) {
  drawStarts(
    context,
    width,
    recordsInView().map(([, start]) => start),
    colours.dim,
    [],
  );
  const partitions = data.partitions.slice(1);
  drawStarts(context, width, partitions, colours.unforeseen, [5, 4]);
}

function drawStarts(context, width, starts, colour, dash) {
  const places = starts.filter((start) => start > view.start && start < view.end);
  if (places.length > width / 6) return;
  context.strokeStyle = colour;
  context.setLineDash(dash);
  for (const start of places) {
    const x = Math.round(xOf(start, width)) + 0.5;
    line(context, x, PLOT.cost[0], x, PLOT.records[1]);
  }
  context.setLineDash([]);
}

function recordsInView() {
  const { start, end } = view;
  return data.records.filter(([, from, length]) => from < end && from + length > start);
}

function drawRecords(context, width) {
  const [top, bottom] = PLOT.records;
  context.textAlign = 'left';
  for (const [name, start, length] of recordsInView()) {
    const from = Math.max(LEFT, xOf(start, width));
    const to = Math.min(width, xOf(start + length, width));
    context.fillStyle = colours.gap;
    context.fillRect(from, top, Math.max(0.5, to - from - 1), bottom - top);
    if (to - from < 24) continue;
    context.save();
    context.beginPath();
    context.rect(from, top, to - from - 4, bottom - top);
    context.clip();
    context.fillStyle = colours.text;
    context.fillText(name || '(no name)', from + 4, bottom - 7);
    context.restore();
  }
}

/** Places in the record, if only one is in view; otherwise in the file. */
function drawAxis(context, width) {
  const [record, ...more] = recordsInView();
  const origin = record !== undefined && more.length === 0 ? record[1] : 0;
  const step = niceStep(((view.end - view.start) * 110) / (width - LEFT));
  context.fillStyle = colours.dim;
  context.strokeStyle = colours.dim;
  for (
    let at = Math.ceil((view.start - origin) / step) * step;
    at < view.end - origin;
    at += step
  ) {
    const x = xOf(origin + at, width);
    context.textAlign = x - LEFT < 40 ? 'left' : width - x < 40 ? 'right' : 'center';
    line(context, x, PLOT.records[1] + 2, x, PLOT.records[1] + 6);
    context.fillText(at.toLocaleString('en'), x, PLOT.axis);
  }
}

function niceStep(least) {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, least)));
  return [1, 2, 5, 10].map((digit) => digit * power).find((step) => step >= least);
}

function draw() {
  readColours();
  drawOverview();
  drawPlot();
  const [from, to] = [Math.floor(view.start) + 1, Math.ceil(view.end)];
  const width = data.binResidues > 1 ? `, bins of ${data.binResidues.toLocaleString('en')}` : '';
  range.textContent = `${from.toLocaleString('en')} to ${to.toLocaleString('en')}${width}`;
  document.documentElement.dataset.view = `${from}-${to}`;
}

let isWaiting = false;
function show(start, end) {
  const length = Math.min(
    data.residues,
    Math.max(Math.min(SMALLEST_VIEW, data.residues), end - start),
  );
  const from = Math.max(0, Math.min(data.residues - length, start));
  view = { start: from, end: from + length };
  if (isWaiting) return;
  isWaiting = true;
  requestAnimationFrame(() => {
    isWaiting = false;
    draw();
  });
}

/** @param share of the view, from its left, that stays where it is */
function zoom(factor, share = 0.5) {
  const length = (view.end - view.start) * factor;
  const fixed = view.start + (view.end - view.start) * share;
  show(fixed - length * share, fixed + length * (1 - share));
}

function pan(share) {
  const by = (view.end - view.start) * share;
  show(view.start + by, view.end + by);
}

const ACTIONS = {
  in: () => zoom(0.5),
  out: () => zoom(2),
  left: () => pan(-0.25),
  right: () => pan(0.25),
  all: () => show(0, data.residues),
};
const KEYS = { '+': 'in', '=': 'in', '-': 'out', ArrowLeft: 'left', ArrowRight: 'right', 0: 'all' };

/** Where in the picture the pointer is, 0 to 1. */
function shareAt(canvas, event) {
  const { left, width } = canvas.getBoundingClientRect();
  return Math.max(0, Math.min(1, (event.clientX - left - LEFT) / (width - LEFT)));
}

function onDrag(canvas, move) {
  canvas.addEventListener('pointerdown', (event) => {
    canvas.setPointerCapture(event.pointerId);
    move(event, true);
  });
  canvas.addEventListener('pointermove', (event) => {
    if (event.buttons > 0) move(event, false);
  });
}

onDrag(overview, (event) => {
  const middle = shareAt(overview, event) * data.residues;
  const half = (view.end - view.start) / 2;
  show(middle - half, middle + half);
});
let grabbed = 0;
onDrag(plot, (event, isFirst) => {
  const share = shareAt(plot, event);
  if (!isFirst) pan(grabbed - share);
  grabbed = share;
});
plot.addEventListener(
  'wheel',
  (event) => {
    event.preventDefault();
    if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) pan(event.deltaX / plot.clientWidth);
    else zoom(1.0015 ** event.deltaY, shareAt(plot, event));
  },
  { passive: false },
);
plot.addEventListener('pointermove', (event) => describe(shareAt(plot, event)));
document.addEventListener('keydown', (event) => {
  const action = KEYS[event.key];
  if (event.target === jump || action === undefined || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  ACTIONS[action]();
});
for (const button of document.querySelectorAll('[data-do]')) {
  button.addEventListener('click', ACTIONS[button.dataset.do]);
}

/** Says what is under the pointer. */
function describe(share) {
  const residue = Math.min(
    data.residues - 1,
    Math.floor(view.start + (view.end - view.start) * share),
  );
  const record = data.records.find(
    ([, start, length]) => residue >= start && residue < start + length,
  );
  const place = record
    ? `${record[0] || '(no name)'}:${(residue - record[1] + 1).toLocaleString('en')}`
    : (residue + 1).toLocaleString('en');
  const { bases, bits, carried } = columnOf(residue, residue + 1);
  if (bases === 0) {
    readout.textContent = `${place}: no bases`;
    return;
  }
  const parts = STACK.map((name, i) => [name, (100 * carried[KIND_OF[i]]) / bases])
    .filter(([, percent]) => percent >= 0.5)
    .sort((a, b) => b[1] - a[1])
    .map(([name, percent]) => `${name} ${percent.toFixed(0)} %`);
  readout.textContent = `${place}: ${(bits / bases).toFixed(3)} bits per base; ${parts.join(', ')}`;
}

function showRecord(index) {
  const [, start, length] = data.records[index];
  const margin = length * 0.02;
  show(start - margin, start + length + margin);
}

jump.append(
  new Option(data.isEveryRecord ? 'go to record ...' : 'go to record (the longest) ...', ''),
);
data.records.forEach(([name], i) => jump.append(new Option(name || '(no name)', String(i))));
jump.addEventListener('change', () => jump.value !== '' && showRecord(Number(jump.value)));
for (const row of document.querySelectorAll('[data-record]')) {
  row.addEventListener('click', () => {
    showRecord(Number(row.dataset.record));
    plot.scrollIntoView({ block: 'center', behavior: 'smooth' });
  });
}

document.addEventListener('theme', draw);
new ResizeObserver(() => draw()).observe(plot);
draw();
