/** The demo's icon set: 24 by 24, strokes only, drawn for it. */

/** Path data by name. */
export const icons: Readonly<Record<string, string>> = {
  bag: 'M6 8h12l1 12H5zM9 8V6a3 3 0 0 1 6 0v2',
  bell: 'M6 17V11a6 6 0 0 1 12 0v6l2 2H4zM10 21h4',
  bench: 'M3 10h18M3 14h18M6 14v6M18 14v6M6 10V6M18 10V6',
  bicycle: 'M6 20a4 4 0 1 0 0-8 4 4 0 0 0 0 8M18 20a4 4 0 1 0 0-8 4 4 0 0 0 0 8M6 16l4-8h5l3 8M9 5h3',
  book: 'M12 6c-3-2-6-2-9-1v14c3-1 6-1 9 1 3-2 6-2 9-1V5c-3-1-6-1-9 1v14',
  bread: 'M4 11c0-4 3-6 8-6s8 2 8 6l-2 1v7H6v-7zM10 9v3M14 9v3',
  calendar: 'M4 6h16v14H4zM4 10h16M8 3v4M16 3v4',
  camera: 'M4 8h4l2-3h4l2 3h4v11H4zM12 16a3 3 0 1 0 0-6 3 3 0 0 0 0 6',
  card: 'M3 6h18v12H3zM3 10h18M6 15h4',
  chair: 'M7 3v10h10V3M7 13v8M17 13v8M7 9h10',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M12 7v5l3 2',
  cloud: 'M7 18a4 4 0 0 1 0-8 5 5 0 0 1 9.6-1A4.5 4.5 0 0 1 17 18z',
  coin: 'M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16M14 9h-3a1.5 1.5 0 0 0 0 3h2a1.5 1.5 0 0 1 0 3h-3M12 7v10',
  cup: 'M4 9h12v5a5 5 0 0 1-5 5H9a5 5 0 0 1-5-5zM16 10h2a2 2 0 0 1 0 5h-2M8 3v3M12 3v3',
  door: 'M6 21V3h12v18M3 21h18M14 12v1',
  fig: 'M12 4c-1 4-7 6-7 11a7 7 0 0 0 14 0c0-5-6-7-7-11M12 4c0-1 1-2 2-2',
  film: 'M4 5h16v14H4zM8 5v14M16 5v14M4 9h4M4 15h4M16 9h4M16 15h4',
  globe: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M3 12h18M12 3c3 3 3 15 0 18M12 3c-3 3-3 15 0 18',
  heart: 'M12 20S4 15 4 9a4 4 0 0 1 8-1 4 4 0 0 1 8 1c0 6-8 11-8 11z',
  jam: 'M7 8h10v12H7zM8 4h8v4H8zM9 13h6',
  kettle: 'M6 11h11l1 9H5zM9 11a3 3 0 0 1 6 0M17 13l3-3M10 5h3',
  key: 'M8 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8M12 12h9v4M17 12v3',
  lamp: 'M9 3h6l4 9H5zM12 12v7M8 21h8',
  leaf: 'M5 19C4 9 10 4 20 4c0 10-5 16-15 15zM5 19l8-8',
  mail: 'M3 6h18v12H3zM3 7l9 7 9-7',
  map: 'M3 6l6-2 6 2 6-2v14l-6 2-6-2-6 2zM9 4v14M15 6v14',
  moon: 'M19 15A8 8 0 0 1 9 5a8 8 0 1 0 10 10z',
  music: 'M9 18V6l10-2v12M9 18a3 3 0 1 1-3-3 3 3 0 0 1 3 3M19 16a3 3 0 1 1-3-3 3 3 0 0 1 3 3',
  palette: 'M12 3a9 9 0 1 0 0 18c2 0 2-1 1-3s1-3 3-3h3c1 0 2-1 2-3 0-5-4-9-9-9M7 12v0M9 8v0M14 7v0',
  pen: 'M4 20l1-5L16 4l4 4L9 19zM14 6l4 4',
  phone: 'M7 3h10v18H7zM11 18h2',
  pin: 'M12 21s7-7 7-12a7 7 0 0 0-14 0c0 5 7 12 7 12M12 12a3 3 0 1 0 0-6 3 3 0 0 0 0 6',
  plant: 'M7 14h10l-1 7H8zM12 14V8M12 9C12 5 9 4 6 4c0 3 2 5 6 5M12 8c0-3 2-5 6-5 0 3-2 5-6 5',
  printer: 'M7 9V3h10v6M4 9h16v8h-3v4H7v-4H4zM7 14h10',
  rain: 'M7 14a4 4 0 0 1 0-8 5 5 0 0 1 9.6 0A4 4 0 0 1 17 14zM8 17l-1 3M13 17l-1 3M18 17l-1 3',
  ruler: 'M3 15L15 3l6 6L9 21zM7 13l2 2M10 10l2 2M13 7l2 2',
  smile: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M8 14c2 3 6 3 8 0M9 9v1M15 9v1',
  spoon: 'M12 12v9M12 12c-2 0-3-2-3-5s1-4 3-4 3 1 3 4-1 5-3 5',
  star: 'M12 3l3 6 6 1-4.5 4.5 1 6.5-5.5-3-5.5 3 1-6.5L3 10l6-1z',
  sun: 'M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8M12 2v3M12 19v3M2 12h3M19 12h3M5 5l2 2M17 17l2 2M19 5l-2 2M7 17l-2 2',
  tag: 'M3 12V4h8l10 10-8 8zM7.5 8v0',
  teapot: 'M6 10h10a4 4 0 0 1 0 10H9a4 4 0 0 1-3-4zM6 12L2 10M17 12c3-1 4 1 3 3s-3 2-3 2M11 10V7M9 7h4',
  ticket: 'M3 8h18v3a2 2 0 0 0 0 4v3H3v-3a2 2 0 0 0 0-4zM14 8v2M14 13v2M14 17v1',
  window: 'M4 3h16v18H4zM12 3v18M4 12h16',
}

/** An icon as an SVG document; its lines are this wide. */
export function drawIcon(name: string, lineWidth: number): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" width="96" height="96" fill="none" stroke="#1f3d36" stroke-width="${lineWidth}" stroke-linecap="round" stroke-linejoin="round">
<title>${name}</title>
<path d="${icons[name] ?? ''}"/>
</svg>
`
}
