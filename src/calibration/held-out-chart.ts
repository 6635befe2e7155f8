/** A line of a chart, one value for each place on the horizontal axis; absent values interrupt it. */
export interface ChartSeries {
  readonly name: string;
  readonly colour: string;
  readonly values: readonly (number | undefined)[];
  /** Bounds of a band around the line. */
  readonly band?: readonly ({ readonly low: number; readonly high: number } | undefined)[];
  readonly dashed?: boolean;
}

export interface LineChart {
  readonly title: string;
  /** Labels of the horizontal axis. */
  readonly labels: readonly string[];
  /** What is drawn upwards, with its unit. */
  readonly quantity: string;
  readonly series: readonly ChartSeries[];
  /** A vertical line before the place with this label, and what it separates. */
  readonly split?: { readonly label: string; readonly before: string; readonly after: string };
}

const WIDTH = 760;
const HEIGHT = 400;
const MARGIN = { top: 56, right: 20, bottom: 84, left: 64 };

/**
 * A line chart from zero as a text of SVG; the same input gives the same bytes.
 *
 * @throws RangeError when there is no value to draw, or a series has not one value for each label
 */
export function lineChart({ title, labels, quantity, series, split }: LineChart): string {
  for (const { name, values } of series) {
    if (values.length !== labels.length) throw new RangeError(`lineChart: expected ${labels.length} values of "${name}", found ${values.length}`);
  }
  const highest = Math.max(...series.flatMap(({ values, band }) => [...values, ...(band ?? []).map((bounds) => bounds?.high)]).filter((value) => value !== undefined));
  if (!(highest > 0 && highest < Infinity)) throw new RangeError(`lineChart: expected a finite value above 0, found at most ${highest}`);
  const step = tickStep(highest);
  const top = Math.ceil(highest / step) * step;
  const x = (index: number): number => MARGIN.left + ((index + 0.5) * (WIDTH - MARGIN.left - MARGIN.right)) / labels.length;
  const y = (value: number): number => HEIGHT - MARGIN.bottom - (value * (HEIGHT - MARGIN.top - MARGIN.bottom)) / top;
  const ticks = Array.from({ length: Math.round(top / step) + 1 }, (_, index) => index * step);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="white"/>`,
    text(MARGIN.left, 22, title, 'font-size="15"'),
    text(MARGIN.left, 42, quantity, 'fill="#555"'),
    ...ticks.flatMap((tick) => [
      `<line x1="${MARGIN.left}" x2="${WIDTH - MARGIN.right}" y1="${round(y(tick))}" y2="${round(y(tick))}" stroke="#ddd"/>`,
      text(MARGIN.left - 8, y(tick) + 4, String(tick), 'text-anchor="end"'),
    ]),
    ...labels.map((label, index) => text(x(index), HEIGHT - MARGIN.bottom + 18, label, 'text-anchor="middle"')),
    ...(split === undefined ? [] : splitLine(split, labels, x)),
    ...series.map(({ band, colour }) => bandPath(band ?? [], colour, x, y)),
    ...series.map((one) => linePath(one, x, y)),
    ...series.flatMap(({ name, colour, dashed }, index) => legend(name, colour, dashed === true, index)),
    '</svg>',
    '',
  ].join('\n');
}

/** 1, 2 or 5 times a power of ten, so that there are at most eight ticks. */
function tickStep(highest: number): number {
  let unit = 1;
  while (unit * 10 < highest) unit *= 10;
  while (unit > highest) unit /= 10;
  return [unit / 5, unit / 2, unit, unit * 2].find((step) => highest / step <= 8) ?? unit * 2;
}

function round(value: number): string {
  return value.toFixed(1);
}

function text(x: number, y: number, content: string, attributes = ''): string {
  const escaped = content.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return `<text x="${round(x)}" y="${round(y)}" ${attributes}>${escaped}</text>`;
}

function splitLine({ label, before, after }: NonNullable<LineChart['split']>, labels: readonly string[], x: (index: number) => number): string[] {
  const at = x(labels.indexOf(label) - 0.5);
  return [
    `<line x1="${round(at)}" x2="${round(at)}" y1="${MARGIN.top}" y2="${HEIGHT - MARGIN.bottom}" stroke="#999" stroke-dasharray="2 3"/>`,
    text(at - 6, MARGIN.top + 10, before, 'text-anchor="end" fill="#777"'),
    text(at + 6, MARGIN.top + 10, after, 'fill="#777"'),
  ];
}

type Scale = (value: number) => number;

function bandPath(band: NonNullable<ChartSeries['band']>, colour: string, x: Scale, y: Scale): string {
  const known = band.flatMap((bounds, index) => (bounds === undefined ? [] : [{ index, ...bounds }]));
  if (known.length < 2) return '';
  const upper = known.map(({ index, high }) => `${round(x(index))},${round(y(high))}`);
  const lower = known.map(({ index, low }) => `${round(x(index))},${round(y(Math.max(0, low)))}`).reverse();
  return `<polygon points="${[...upper, ...lower].join(' ')}" fill="${colour}" fill-opacity="0.18"/>`;
}

function linePath({ values, colour, dashed }: ChartSeries, x: Scale, y: Scale): string {
  let pen = 'M';
  const path = values.map((value, index) => {
    if (value === undefined) {
      pen = 'M';
      return '';
    }
    const point = `${pen}${round(x(index))} ${round(y(value))}`;
    pen = 'L';
    return point;
  });
  return `<path d="${path.join('')}" fill="none" stroke="${colour}" stroke-width="2"${dashed === true ? ' stroke-dasharray="6 4"' : ''}/>`;
}

function legend(name: string, colour: string, dashed: boolean, index: number): string[] {
  const left = MARGIN.left + (index % 2) * 340;
  const y = HEIGHT - 40 + Math.floor(index / 2) * 18;
  return [
    `<line x1="${left}" x2="${left + 24}" y1="${y}" y2="${y}" stroke="${colour}" stroke-width="2"${dashed ? ' stroke-dasharray="6 4"' : ''}/>`,
    text(left + 30, y + 4, name),
  ];
}
