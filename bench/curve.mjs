/** Curves as a picture that GitHub shows beside the numbers: one colour a series, milliseconds upwards. */
const WIDTH = 720;
const HEIGHT = 380;
const MARGIN = { left: 70, right: 20, top: 44, bottom: 104 };
const COLOURS = ['#0969da', '#bc4c00', '#57606a'];

/** `series`: name and points [x, milliseconds]; `x`: what the numbers from left to right are. */
export function curves({ title, x, series }) {
  const points = series.flatMap((one) => one.points);
  const most = { x: Math.max(...points.map(([at]) => at)), y: Math.max(...points.map(([, ms]) => ms)) };
  const place = ([at, ms]) => [
    MARGIN.left + (at / most.x) * (WIDTH - MARGIN.left - MARGIN.right),
    HEIGHT - MARGIN.bottom - (ms / most.y) * (HEIGHT - MARGIN.top - MARGIN.bottom),
  ];
  const text = (left, top, content, more = '') =>
    `<text x="${round(left)}" y="${round(top)}" ${more}>${escaped(content)}</text>`;
  const [originX, originY] = place([0, 0]);
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="system-ui, sans-serif" font-size="12" fill="#57606a">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/>`,
    text(MARGIN.left, 24, title, 'font-size="15" font-weight="600" fill="#1f2328"'),
    `<path d="M${originX} ${MARGIN.top}V${originY}H${WIDTH - MARGIN.right}" fill="none" stroke="#d0d7de"/>`,
  ];
  for (const share of [0.25, 0.5, 0.75, 1]) {
    const [, top] = place([0, most.y * share]);
    parts.push(`<path d="M${originX} ${round(top)}H${WIDTH - MARGIN.right}" stroke="#eaeef2"/>`);
    parts.push(text(originX - 8, top + 4, `${(most.y * share * 0.001).toFixed(1)} s`, 'text-anchor="end"'));
  }
  for (const at of new Set(points.map(([one]) => one))) {
    const [left] = place([at, 0]);
    parts.push(text(left, originY + 18, String(at), 'text-anchor="middle"'));
  }
  parts.push(text((originX + WIDTH - MARGIN.right) / 2, originY + 36, x, 'text-anchor="middle"'));
  for (const [index, { name, points: own }] of series.entries()) {
    const colour = COLOURS[index % COLOURS.length];
    const line = own.map((point) => place(point).map(round).join(' ')).join('L');
    parts.push(`<path d="M${line}" fill="none" stroke="${colour}" stroke-width="2"/>`);
    for (const point of own) {
      const [left, top] = place(point).map(round);
      parts.push(`<circle cx="${left}" cy="${top}" r="3.5" fill="${colour}"/>`);
    }
    const top = originY + 58 + 16 * index;
    parts.push(`<rect x="${MARGIN.left}" y="${round(top - 9)}" width="10" height="10" fill="${colour}"/>`);
    parts.push(text(MARGIN.left + 16, top, name));
  }
  return `${[...parts, '</svg>'].join('\n')}\n`;
}

function round(value) {
  return Math.round(value * 10) / 10;
}

function escaped(content) {
  return content.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
