/**
 * What happened in the demo bucket during the three months before it was made: a small design studio at work. Times
 * are days before today and a time of day, so every event is in the past whenever the bucket is made.
 */
import { icons } from './icons.ts'

/** `86 10:14:09`: eighty-six days before today, at that local time. */
type When = string

type Content =
  /** A file of the assets folder. */
  | { readonly kind: 'asset'; readonly file: string }
  | { readonly kind: 'icon'; readonly name: string; readonly lineWidth: number }

export type DemoEvent =
  | {
      readonly kind: 'put'
      readonly key: string
      readonly when: When
      readonly author: string
      readonly content: Content
    }
  | { readonly kind: 'delete'; readonly key: string; readonly when: When }
  /** Copies a version (counted from 1) on top of its key. */
  | { readonly kind: 'restore'; readonly key: string; readonly when: When; readonly version: number }

/** A file and when its versions were written: `brand/logo.svg` gives the assets `brand/logo.1.svg`, `.2.svg`, … */
function file(key: string, asset: string, author: string, whens: readonly When[]): readonly DemoEvent[] {
  return whens.map((when, index) => {
    const name = asset.replace(/\.(\w+)$/, `.${index + 1}.$1`)
    return { kind: 'put', key, when, author, content: { kind: 'asset', file: name } }
  })
}

function deleted(key: string, when: When): readonly DemoEvent[] {
  return [{ kind: 'delete', key, when }]
}

function restored(key: string, version: number, when: When): readonly DemoEvent[] {
  return [{ kind: 'restore', key, when, version }]
}

const campaign = 'campaign/slow mornings'
const archive = 'archive/first rebrand'

const studio: readonly DemoEvent[] = [
  ...file('README.md', 'readme.md', 'Theo', ['91 09:04:12', '60 09:31:40', '6 17:20:05']),
  ...file('brand/logo.svg', 'brand/logo.svg', 'Jonah', [
    '90 15:40:21',
    '83 11:02:37',
    '71 16:55:09',
    '35 10:21:48',
  ]),
  ...file('brand/logo reversed.svg', 'brand/reversed.svg', 'Jonah', ['70 09:12:30', '35 10:24:02']),
  ...file('brand/palette.md', 'brand/palette.md', 'Jonah', ['88 13:20:11', '70 09:30:55', '34 14:05:26']),
  ...file('brand/voice and tone.md', 'brand/voice.md', 'Maya', ['80 10:45:00', '41 15:12:33']),
  ...file('brand/guidelines.pdf', 'brand/guidelines.pdf', 'Jonah', ['66 17:01:19', '33 16:48:52']),
  // An invoice saved under the wrong name, and put right the next morning.
  {
    kind: 'put',
    key: 'brand/guidelines.pdf',
    when: '9 16:42:07',
    author: 'Ines',
    content: { kind: 'asset', file: 'brand/invoice.1.pdf' },
  },
  ...restored('brand/guidelines.pdf', 2, '8 09:07:44'),
  ...file('notes/Kick-off meeting.md', 'notes/kickoff.md', 'Theo', ['91 11:32:18']),
  ...file('notes/weekly.md', 'notes/weekly.md', 'Theo', [
    '84 10:03:40',
    '77 10:05:12',
    '70 10:02:29',
    '56 10:11:03',
    '28 10:04:45',
    '7 10:06:30',
  ]),
  ...file('notes/ideas.md', 'notes/ideas.md', 'Maya', ['81 22:14:06', '39 21:40:51', '17 23:02:17']),
  ...file('notes/todo.txt', 'notes/todo.txt', 'Aksel', ['54 09:00:33', '51 18:20:10', '23 08:55:47']),
  ...deleted('notes/todo.txt', '11 12:15:20'),
  ...file('notes/retrospective.md', 'notes/retro.md', 'Ines', ['1 16:30:02']),
]

const client: readonly DemoEvent[] = [
  ...file(`${campaign}/brief.md`, 'campaign/brief.md', 'Ines', [
    '86 10:14:09',
    '84 16:02:51',
    '77 11:40:27',
    '52 14:18:36',
  ]),
  ...file(`${campaign}/taglines.md`, 'campaign/taglines.md', 'Maya', [
    '79 15:25:14',
    '74 09:51:58',
    '55 13:37:42',
  ]),
  ...file(`${campaign}/schedule.csv`, 'campaign/schedule.csv', 'Ines', [
    '77 12:05:31',
    '63 09:20:44',
    '44 17:42:08',
    '20 09:15:56',
  ]),
  ...file(`${campaign}/budget.csv`, 'campaign/budget.csv', 'Ines', [
    '76 16:30:25',
    '62 10:48:13',
    '45 11:27:59',
    '27 15:03:38',
    '5 18:11:22',
  ]),
  ...file(`${campaign}/poster.svg`, 'campaign/poster.svg', 'Jonah', [
    '72 17:58:40',
    '65 12:34:16',
    '49 18:22:03',
    '24 11:09:35',
  ]),
  ...file(`${campaign}/hero.jpg`, 'campaign/hero.jpg', 'Jonah', [
    '69 14:50:28',
    '57 16:17:39',
    '31 10:36:54',
  ]),
  ...file(`${campaign}/teaser.webm`, 'campaign/teaser.webm', 'Aksel', ['47 19:44:12', '26 20:15:49']),
  ...file(`${campaign}/jingle.mp3`, 'campaign/jingle.mp3', 'Aksel', ['46 21:08:30', '29 19:31:05']),
  ...file(`${campaign}/newsletter.html`, 'campaign/newsletter.html', 'Maya', [
    '40 10:22:47',
    '37 15:55:19',
    '18 08:40:33',
  ]),
  ...file(`${campaign}/press release (old).md`, 'campaign/press.md', 'Maya', ['50 11:11:11', '43 14:26:38']),
  ...deleted(`${campaign}/press release (old).md`, '19 09:58:24'),
  ...file('contracts/Fern & Fig – agreement.md', 'contracts/agreement.md', 'Ines', [
    '82 13:10:45',
    '78 17:29:06',
    '75 12:00:00',
  ]),
  // Deleted by mistake, and brought back by copying the signed version on top.
  ...deleted('contracts/Fern & Fig – agreement.md', '14 11:03:51'),
  ...restored('contracts/Fern & Fig – agreement.md', 3, '13 09:22:16'),
  ...file('contracts/old agreement draft.md', 'contracts/draft.md', 'Ines', ['87 18:33:27']),
  ...deleted('contracts/old agreement draft.md', '82 13:12:02'),
  ...file('contracts/NDA template.md', 'contracts/nda.md', 'Ines', ['89 10:00:41', '38 11:47:29']),
  ...file('contracts/day rates.csv', 'contracts/rates.csv', 'Ines', [
    '89 10:02:15',
    '59 16:14:50',
    '2 12:25:37',
  ]),
  ...file('contracts/Müller – photo release.md', 'contracts/release.md', 'Ines', ['68 08:50:32']),
  ...file('reports/visits.csv', 'reports/visits.csv', 'Theo', ['61 08:30:00', '31 08:30:00', '3 08:30:00']),
  ...file('reports/visits chart.svg', 'reports/chart.svg', 'Theo', [
    '61 08:41:26',
    '31 08:39:14',
    '3 08:44:52',
  ]),
  ...file('reports/quarterly report.md', 'reports/quarter.md', 'Ines', [
    '30 17:15:20',
    '28 18:02:44',
    '3 16:50:31',
  ]),
  ...file('reports/survey.csv', 'reports/survey.csv', 'Theo', ['16 12:40:18']),
]

const pictures: readonly DemoEvent[] = [
  ...file('photos/harbour at dawn.jpg', 'photos/harbour.jpg', 'Lea', ['85 18:05:12']),
  ...file('photos/above the clouds.jpg', 'photos/clouds.jpg', 'Lea', ['85 18:05:40']),
  ...file('photos/tea hills.jpg', 'photos/hills.jpg', 'Lea', ['85 18:06:03', '56 15:33:21']),
  ...file('photos/plant by the window.jpg', 'photos/plant.jpg', 'Lea', ['67 17:24:36']),
  ...file('photos/dunes.jpg', 'photos/dunes.jpg', 'Lea', ['67 17:25:09']),
  ...deleted('photos/dunes.jpg', '22 10:13:48'),
  ...file('photos/night market.jpg', 'photos/market.jpg', 'Lea', ['53 23:51:04']),
  ...file('photos/northern lights.jpg', 'photos/northern.jpg', 'Lea', ['15 07:18:55']),
]

const website: readonly DemoEvent[] = [
  ...file('website/index.html', 'website/index.html', 'Ines', [
    '73 11:20:30',
    '64 15:46:02',
    '48 14:08:17',
    '36 16:39:45',
    '10 12:52:28',
  ]),
  ...file('website/styles.css', 'website/styles.css', 'Ines', [
    '73 11:21:14',
    '64 15:47:33',
    '48 14:09:50',
    '10 12:53:06',
  ]),
  ...file('website/app.js', 'website/app.js', 'Theo', ['63 10:30:19', '47 11:55:42', '10 12:54:21']),
  ...file('website/menu.json', 'website/menu.json', 'Theo', [
    '63 10:31:05',
    '42 09:17:36',
    '25 09:05:58',
    '4 09:11:24',
  ]),
  ...file('website/images/cup.svg', 'website/cup.svg', 'Jonah', ['64 15:44:20', '36 16:35:11']),
  ...file('website/images/fig.svg', 'website/fig.svg', 'Jonah', ['64 15:44:38']),
  ...file('website/404.html', 'website/404.html', 'Ines', ['48 14:15:29']),
  ...deleted('website/404.html', '21 10:40:07'),
]

/** The whole folder went at once, when the second rebrand had won. */
const rebrand: readonly DemoEvent[] = [
  ...file(`${archive}/logo a.svg`, 'archive/logo-a.svg', 'Jonah', ['89 16:20:10']),
  ...file(`${archive}/logo b.svg`, 'archive/logo-b.svg', 'Jonah', ['89 16:20:42']),
  ...file(`${archive}/mood.md`, 'archive/mood.md', 'Jonah', ['89 16:31:27']),
  ...file(`${archive}/palette.csv`, 'archive/palette.csv', 'Jonah', ['89 16:35:59']),
  ...file(`${archive}/poster draft.svg`, 'archive/poster.svg', 'Jonah', ['88 11:08:14']),
  ...file(`${archive}/timeline.csv`, 'archive/timeline.csv', 'Jonah', ['88 11:15:33']),
  ...['logo a.svg', 'logo b.svg', 'mood.md', 'palette.csv', 'poster draft.svg', 'timeline.csv'].flatMap(
    (name, index) => deleted(`${archive}/${name}`, `43 18:30:0${1 + Math.floor(index / 2)}`),
  ),
]

/** Two digits, as times have them. */
function twoDigits(number: number): string {
  return String(number).padStart(2, '0')
}

/** The icons somebody thought were in use; all the others were cleaned up within a minute. */
const keptIcons = new Set(['cup', 'fig', 'clock', 'pin'])
const redrawnIcons = new Set(['cup', 'teapot', 'leaf', 'fig', 'chair', 'window'])

const iconSet: readonly DemoEvent[] = Object.keys(icons).flatMap((name, index) => {
  const key = `brand/icons/${name}.svg`
  const drawn = (lineWidth: number, when: When): DemoEvent => ({
    kind: 'put',
    key,
    when,
    author: 'Jonah',
    content: { kind: 'icon', name, lineWidth },
  })
  const events = [
    drawn(1.5, `58 15:${twoDigits(20 + Math.floor(index / 20))}:${twoDigits((index * 3) % 60)}`),
  ]
  if (redrawnIcons.has(name)) events.push(drawn(2, `30 11:02:${twoDigits(index)}`))
  return keptIcons.has(name) ? events : events.concat(deleted(key, `12 17:26:${twoDigits(5 + index)}`))
})

/** Everything that happened, key by key. */
export const demoHistory: readonly DemoEvent[] = [
  ...studio,
  ...client,
  ...pictures,
  ...website,
  ...rebrand,
  ...iconSet,
]
