/** The style sheet of the scorecard: light and dark, phone and paper. It is the only thing besides text that the page needs. */
export const SCORECARD_STYLE = `
:root{color-scheme:light dark;--page:#f5f8fa;--paper:#fff;--ink:#1f2d3d;--soft:#4f6478;--rule:#d5dde6;--line:#00707f}
@media (prefers-color-scheme:dark){:root{--page:#10171e;--paper:#19232d;--ink:#e8eef4;--soft:#a6b7c7;--rule:#33424f;--line:#4fc7d6}}
*{box-sizing:border-box;margin:0}
body{background:var(--page);color:var(--ink);font:15px/1.45 system-ui,-apple-system,"Segoe UI",Roboto,"Open Sans","Helvetica Neue",Arial,sans-serif;padding:24px 16px}
main{max-width:900px;margin:0 auto}
header{border-bottom:3px solid var(--line);padding-bottom:12px;margin-bottom:16px}
.kind{color:var(--soft);font-size:13px}
h1{font-size:27px;line-height:1.2;font-weight:600;overflow-wrap:anywhere}
h1.long{font-size:17px}
header .facts{color:var(--soft);font-size:14px;display:flex;flex-wrap:wrap;gap:2px 16px;margin-top:4px;overflow-wrap:anywhere}
.tiles{display:grid;grid-template-columns:repeat(3,minmax(0,1fr));gap:12px;list-style:none;padding:0}
.tiles li{background:var(--paper);border:1px solid var(--rule);border-radius:6px;padding:12px 14px;display:flex;flex-direction:column;break-inside:avoid}
h2{font-size:14px;font-weight:600}
.period{color:var(--soft);font-size:12px}
.value{font-size:23px;font-weight:600;line-height:1.25;margin:6px 0 8px;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
.value.unknown{font-size:15px;font-weight:400;color:var(--soft)}
.chart{display:block;width:100%;height:auto;margin-top:auto}
.line{fill:none;stroke:var(--line);stroke-width:2;stroke-linejoin:round;stroke-linecap:round}
.last,.alone{fill:var(--line)}
.base{stroke:var(--rule);stroke-width:1}
.months,.range,.none{color:var(--soft);font-size:12px}
.months{display:flex;justify-content:space-between}
.none{margin-top:auto}
section{margin-top:20px}
section h2{font-size:16px;margin-bottom:8px}
dl{columns:2;column-gap:24px}
dl div{break-inside:avoid;padding-bottom:10px}
dt{font-weight:600;font-size:14px}
dd{font-size:13px;color:var(--soft)}
dd.question{color:var(--ink)}
.closed{max-width:520px;margin:12vh auto 0;background:var(--paper);border:1px solid var(--rule);border-top:3px solid var(--line);border-radius:6px;padding:24px}
.closed h1{font-size:21px;margin-bottom:8px}
@media screen and (max-width:760px){.tiles{grid-template-columns:repeat(2,minmax(0,1fr))}}
@media screen and (max-width:520px){body{padding:16px 12px}.tiles{grid-template-columns:1fr}dl{columns:1}h1{font-size:22px}.chart{max-height:72px}}
@page{margin:11mm}
@media print{
:root{color-scheme:light;--page:#fff;--paper:#fff;--ink:#111;--soft:#444;--rule:#bbb;--line:#00606d}
body{padding:0;font-size:10pt;line-height:1.3}
main{max-width:none}
header{padding-bottom:6px;margin-bottom:8px}
h1{font-size:17pt}h1.long{font-size:9pt}
.kind,header .facts{font-size:8.5pt}
.tiles{gap:6px}
.tiles li{padding:6px 8px}
h2{font-size:9pt}.period,.months,.range,.none{font-size:7pt}
.value{font-size:14pt;margin:2px 0 3px}.value.unknown{font-size:9pt}
section{margin-top:9px}section h2{font-size:10pt;margin-bottom:3px}
dl{column-gap:14px}dl div{padding-bottom:4px}dt{font-size:8pt}dd{font-size:7pt;line-height:1.22}
}
`;
