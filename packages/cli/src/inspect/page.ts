/**
 * The page of `pmklc inspect`: one HTML file that needs nothing else, and no network.
 */
import { readFileSync } from 'node:fs';
import type { Inspection } from '@pmklc/codec';
import { carrierStyles } from './carrier-colours.ts';
import { html, Html, scriptJson } from './html.ts';
import { pageData } from './page-data.ts';
import {
  carriedTable,
  facts,
  legend,
  partitionTable,
  recordTable,
  streamBar,
  streamTable,
} from './page-parts.ts';

/** Nothing is loaded, from anywhere. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'";

/** @param name of the file, for the title */
export function inspectionPage(name: string, inspection: Inspection): string {
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <meta http-equiv="Content-Security-Policy" content="${POLICY}" />
        <title>${name}: where the information is</title>
        <style>
          ${asset('inspect-page.css')} ${carrierStyles()}
        </style>
      </head>
      <body>
        <header>
          <h1>${name}</h1>
          <button id="theme" title="light or dark">&#9680;</button>
        </header>
        <script type="module">
          ${asset('inspect-theme.js')};
        </script>
        ${facts(inspection)} ${inspection.residues > 0 ? profileSection(inspection) : html``}
        <div class="columns">
          ${inspection.bases > 0 ? carriedTable(inspection) : html``}
          <section id="streams">
            <h2>Bytes by stream</h2>
            ${streamBar(inspection)} ${streamTable(inspection)}
          </section>
        </div>
        ${inspection.records.length > 0 ? recordTable(inspection) : html``}
        ${partitionTable(inspection)}
      </body>
    </html> `;
  return page.text;
}

function profileSection(inspection: Inspection): Html {
  return html`<section id="profile">
      <h2>Bits per base along the sequence</h2>
      ${legend(inspection)}
      <div class="tools">
        <button data-do="in" title="or the wheel, or +">zoom in</button>
        <button data-do="out" title="or the wheel, or -">zoom out</button>
        <button data-do="left" title="or drag, or the arrow keys">&#9664;</button>
        <button data-do="right" title="or drag, or the arrow keys">&#9654;</button>
        <button data-do="all" title="or 0">all</button>
        <select id="jump" aria-label="record"></select>
        <output id="range"></output>
      </div>
      <canvas
        id="overview"
        aria-label="bits per base of the whole sequence; drag the window"
      ></canvas>
      <canvas
        id="plot"
        tabindex="0"
        aria-label="bits per base, records, and what carried the bases"
      ></canvas>
      <output id="readout">&nbsp;</output>
      <noscript>The plot needs JavaScript; the tables do not.</noscript>
    </section>
    <script type="application/json" id="data">
      ${scriptJson(pageData(inspection))}
    </script>
    <script type="module">
      ${asset('inspect-page.js')};
    </script>`;
}

/** A file of ours: its text is trusted, and holds no end of a script. */
function asset(name: string): Html {
  return new Html(readFileSync(new URL(`../../assets/${name}`, import.meta.url), 'utf8'));
}
