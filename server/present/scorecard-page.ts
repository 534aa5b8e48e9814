import { createHash } from 'node:crypto';
import { SCORECARD_WORDS } from '@partner-pulse/words';
import { type Html, html } from './html.ts';
import type { Scorecard, ScorecardTile } from './scorecard.ts';
import { scorecardChart } from './scorecard-chart.ts';
import { SCORECARD_STYLE } from './scorecard-style.ts';

/** Names longer than this are set in small type, so that they leave room for the numbers. */
const LONG_NAME = 70;

/** No script, no picture, no font, nothing from anywhere: only this style sheet. */
const STYLE_HASH = createHash('sha256').update(SCORECARD_STYLE).digest('base64');
export const SCORECARD_POLICY = `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

export function scorecardPage({ partnerName, asOfText, sharedText, tiles, definitions }: Scorecard): string {
  const { title } = SCORECARD_WORDS;
  return page(
    `${title}: ${partnerName}`,
    html`<main><header><p class="kind">${title}</p><h1${partnerName.length > LONG_NAME ? [html` class="long"`] : []}><bdi dir="auto">${partnerName}</bdi></h1><p class="facts"><span>${asOfText}</span><bdi>${sharedText}</bdi></p></header><ul class="tiles">${tiles.map(tileItem)}</ul><section><h2>${SCORECARD_WORDS.definitions}</h2><dl>${definitions.map(
      ({ name, question, formula }) =>
        html`<div><dt>${name}</dt><dd class="question">${question}</dd><dd>${formula}</dd></div>`,
    )}</dl></section></main>`,
  );
}

/** What every link that opens nothing gets, whatever the reason. */
export function closedScorecardPage(): string {
  const { title, text } = SCORECARD_WORDS.closed;
  return page(title, html`<main class="closed"><h1>${title}</h1><p>${text}</p></main>`);
}

function tileItem(tile: ScorecardTile, at: number): Html {
  const [first, last] = [tile.months[0], tile.months.at(-1)];
  const axis =
    tile.rangeText === null || !first || !last
      ? []
      : [
          html`<p class="months"><span>${first.label}</span><span>${last.label}</span></p><p class="range">${tile.rangeText}</p>`,
        ];
  return html`<li><h2>${tile.name}</h2><p class="period">${tile.period}</p><p class="${tile.isKnown ? 'value' : 'value unknown'}">${tile.value}</p>${scorecardChart(tile, `chart-${at}`)}${axis}</li>`;
}

function page(title: string, body: Html): string {
  const style: Html = { html: SCORECARD_STYLE };
  return html`<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex,nofollow,noarchive"><title>${title}</title><style>${style}</style></head><body>${body}</body></html>`
    .html;
}
