/**
 * Makes a picture of a Markdown comment (as GitHub would show it, near enough) or of terminal output, for the README
 * and for looking at one's own work. Only for development: needs Chromium, from CHROMIUM or the PATH.
 *
 *   node scripts/picture.mjs report.md report.png [--width 900] [--open] [--mermaid mermaid.min.js] [--height 2000]
 *   node scripts/picture.mjs report.txt report.png --terminal [--width 900]
 *
 * --open      shows collapsed sections open
 * --mermaid   draws diagrams with this browser bundle of Mermaid; without it they stay text
 * --height    cuts the picture at that many pixels; without it the picture is as high as the page
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';

const COMMENT_CSS = `
body { margin: 0; padding: 16px; background: #fff; color: #1f2328; font: 14px/1.5 -apple-system, "Segoe UI", "Noto Sans", Helvetica, Arial, sans-serif, "Noto Color Emoji"; }
.comment { border: 1px solid #d1d9e0; border-radius: 6px; }
.author { padding: 8px 16px; background: #f6f8fa; color: #59636e; border-bottom: 1px solid #d1d9e0; border-radius: 6px 6px 0 0; }
.author b { color: #1f2328; }
.markdown { padding: 16px; overflow-wrap: break-word; }
.markdown > :first-child { margin-top: 0; }
h3 { font-size: 1.25em; } h4 { font-size: 1em; }
h3, h4 { margin: 24px 0 16px; font-weight: 600; line-height: 1.25; }
p, ul, table, pre, details, blockquote { margin: 0 0 16px; }
ul { padding-left: 2em; } li + li { margin-top: .25em; }
a { color: #0969da; text-decoration: underline; }
code { padding: .2em .4em; font: 85% ui-monospace, SFMono-Regular, "SF Mono", Menlo, Consolas, "Liberation Mono", "DejaVu Sans Mono", monospace; background: #818b981f; border-radius: 6px; white-space: break-spaces; }
pre { padding: 16px; overflow: auto; background: #f6f8fa; border-radius: 6px; line-height: 1.45; }
pre code { padding: 0; background: none; white-space: pre; }
pre.mermaid { background: none; text-align: center; }
table { display: block; width: max-content; max-width: 100%; overflow: auto; border-spacing: 0; border-collapse: collapse; }
th, td { padding: 6px 13px; border: 1px solid #d1d9e0; }
th { font-weight: 600; } tr { background: #fff; border-top: 1px solid #d1d9e0b3; } tbody tr:nth-child(2n) { background: #f6f8fa; }
blockquote { padding: 0 1em; color: #59636e; border-left: .25em solid #d1d9e0; }
summary { cursor: pointer; }
sub { font-size: 75%; line-height: 0; position: relative; vertical-align: baseline; bottom: -.25em; }`;

const TERMINAL_CSS = `
body { margin: 0; padding: 16px; background: #0d1117; color: #e6edf3; }
.terminal { margin: 0; font: 13px/1.45 ui-monospace, Menlo, Consolas, "Liberation Mono", "DejaVu Sans Mono", monospace; white-space: pre; }
.bold { font-weight: 700; } .dim { color: #8b949e; } .red { color: #ff7b72; } .green { color: #7ee787; } .yellow { color: #e3b341; } .cyan { color: #79c0ff; }`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    width: { type: 'string', default: '900' },
    height: { type: 'string' },
    open: { type: 'boolean', default: false },
    terminal: { type: 'boolean', default: false },
    mermaid: { type: 'string' },
  },
});
const [input, output] = positionals;
if (input === undefined || output === undefined) {
  console.error(
    'Usage: node scripts/picture.mjs <input.md|input.txt> <output.png> [--width N] [--open] [--terminal]',
  );
  process.exit(2);
}

const text = readFileSync(input, 'utf8');
const page = values.terminal ? terminalPage(text) : commentPage(text);
const folder = mkdtempSync(join(tmpdir(), 'picture-'));
try {
  const html = join(folder, 'page.html');
  writeFileSync(html, page);
  const height = values.height ?? measure(html);
  chromium(html, height, [`--screenshot=${resolve(output)}`]);
  console.log(`${output} (${values.width} × ${height})`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** The page writes its own height into its title; Chromium prints the DOM. */
function measure(html) {
  const dom = chromium(html, '800', ['--dump-dom']);
  return /<title>(\d+)<\/title>/u.exec(dom)?.[1] ?? '1200';
}

function chromium(html, height, flags) {
  const run = spawnSync(
    process.env.CHROMIUM ?? 'chromium',
    [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--hide-scrollbars',
      '--allow-file-access-from-files',
      `--user-data-dir=${join(folder, 'profile')}`,
      `--window-size=${values.width},${height}`,
      '--virtual-time-budget=8000',
      ...flags,
      pathToFileURL(html).href,
    ],
    { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  );
  if (run.error !== undefined || run.status !== 0) {
    console.error(`Chromium failed: ${run.error?.message ?? run.stderr}. Set CHROMIUM to its path.`);
    process.exit(3);
  }
  return run.stdout;
}

function commentPage(markdown) {
  let body = micromark(markdown, {
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
    allowDangerousHtml: true,
  });
  if (values.open) body = body.replaceAll('<details>', '<details open>');
  let scripts = '';
  if (values.mermaid !== undefined) {
    body = body.replace(
      /<pre><code class="language-mermaid">([\s\S]*?)<\/code><\/pre>/gu,
      '<pre class="mermaid">$1</pre>',
    );
    scripts = `<script src="${pathToFileURL(resolve(values.mermaid)).href}"></script>
<script>mermaid.initialize({ startOnLoad: false, theme: 'default' });
mermaid.run().catch((error) => document.body.append('Mermaid: ' + error.message)).finally(tellHeight);</script>`;
  }
  return shell(
    COMMENT_CSS,
    `<div class="comment"><div class="author"><b>github-actions</b> bot commented</div>
<div class="markdown">${body}</div></div>`,
    scripts,
  );
}

function terminalPage(ansi) {
  return shell(TERMINAL_CSS, `<pre class="terminal">${ansiToHtml(ansi)}</pre>`, '');
}

function shell(css, body, scripts) {
  return `<!doctype html><html><head><meta charset="utf-8"><title></title><style>${css}</style>
<script>function tellHeight() { document.title = String(Math.ceil(document.body.getBoundingClientRect().height)); }
addEventListener('load', tellHeight);</script></head><body>${body}${scripts}</body></html>`;
}

/** Understands what our terminal output uses: bold, dim and the four colours. */
function ansiToHtml(ansi) {
  const classes = { 1: 'bold', 2: 'dim', 31: 'red', 32: 'green', 33: 'yellow', 36: 'cyan' };
  let open = [];
  let html = '';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: SGR sequences begin with an escape character
  for (const piece of ansi.split(/(\u001b\[\d+m)/u)) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: as above
    const code = /^\u001b\[(\d+)m$/u.exec(piece)?.[1];
    if (code === undefined) {
      const safe = piece.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
      html += `<span class="${open.join(' ')}">${safe}</span>`;
    } else if (code in classes) open = [...open, classes[code]];
    else if (code === '22') open = open.filter((name) => name !== 'bold' && name !== 'dim');
    else if (code === '39') open = open.filter((name) => name === 'bold' || name === 'dim');
    else open = [];
  }
  return html;
}
