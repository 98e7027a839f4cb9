/** Places: connections with their buckets, favourites, collections. */
import { ArrowUpFromLine, Folder, History, Plus, Settings2 } from 'lucide-react'
import { useRef } from 'react'
import type { Settings } from '../../../shared/model/settings.ts'
import { isOver } from '../../../shared/model/transfer.ts'
import { nameOf } from '../../../shared/key.ts'
import { IconButton } from '../../components/Button.tsx'
import { MenuButton } from '../../components/Menu.tsx'
import { samePlace } from '../../state/navigation.ts'
import { useSelected, useStore } from '../../state/store.ts'
import { useStrata } from '../../strata.ts'
import { frameWords as words } from '../../strings/frame.ts'
import { ConnectionItem } from './ConnectionItem.tsx'
import { LookItems } from './LookItems.tsx'
import { PlaceButton } from './PlaceButton.tsx'
import { useArrowStops } from '../../components/useArrowStops.ts'
import { useSettingsMenu } from './settingsMenu.ts'
import './sidebar.css'

/** One colour each, so that two connections are told apart at a glance. */
const colours = ['#2f6fed', '#1a8f5a', '#b7791f', '#8b5cf6', '#d9467a', '#0e8fa3']

export function Sidebar() {
  const { sheets } = useStrata()
  const places = useRef<HTMLElement>(null)
  const stops = useArrowStops(places)
  const settingsMenu = useSettingsMenu()
  return (
    <nav className="sidebar" aria-label={words.places}>
      {/* Arrow keys move among the buttons inside; the group itself is nothing to press. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <section role="group" ref={places} onKeyDown={stops.onKeyDown} onFocus={stops.onFocus}>
        <header>
          <h2>{words.connections}</h2>
          <IconButton
            small
            label={words.newConnection}
            icon={<Plus size={14} aria-hidden />}
            onPress={() => sheets.open({ kind: 'connection', connectionId: null })}
          />
        </header>
        <Connections />
        <Favourites />
        <h2>{words.collections}</h2>
        <LookItems />
        <TransfersItem />
        <ActivityItem />
      </section>
      <footer>
        <MenuButton label={words.settings} groups={settingsMenu}>
          <IconButton label={words.settings} icon={<Settings2 size={15} aria-hidden />} />
        </MenuButton>
      </footer>
    </nav>
  )
}

function Connections() {
  const connections = useStore(useStrata().connections)
  return (
    <ul>
      {(connections ?? []).map((connection, index) => (
        <ConnectionItem
          key={connection.id}
          connection={connection}
          colour={connection.builtIn ? 'var(--text-3)' : (colours[index % colours.length] ?? '')}
        />
      ))}
    </ul>
  )
}

type Favourite = Settings['favourites'][number]

function Favourites() {
  const favourites = useSelected(useStrata().settings, (settings) => settings.favourites)
  if (favourites.length === 0) return null
  return (
    <>
      <h2>{words.favourites}</h2>
      <ul>
        {favourites.map((favourite) => (
          <FavouriteItem
            key={`${favourite.connectionId} ${favourite.bucket} ${favourite.prefix}`}
            favourite={favourite}
          />
        ))}
      </ul>
    </>
  )
}

function FavouriteItem({ favourite }: { readonly favourite: Favourite }) {
  const { navigation, settings } = useStrata()
  const isCurrent = useSelected(navigation, ({ here }) => here !== null && samePlace(here.place, favourite))
  const { bucket, prefix } = favourite
  const name = prefix === '' ? bucket : nameOf(prefix)
  const remove = (): void =>
    settings.change({
      favourites: settings.get().favourites.filter((other) => !samePlace(other, favourite)),
    })
  return (
    <li>
      <PlaceButton
        icon={<Folder size={15} className="folder-icon" aria-hidden />}
        name={name === '' ? words.noName : name}
        isCurrent={isCurrent}
        onPress={() => navigation.go(favourite)}
        menu={[[{ id: 'remove', label: words.removeFavourite, run: remove }]]}
      />
    </li>
  )
}

function TransfersItem() {
  const { transfers } = useStrata()
  const active = useSelected(
    transfers.state,
    ({ batches }) => batches.filter(({ state }) => !isOver(state)).length,
  )
  const handovers = useStore(transfers.handovers).length
  const count = active + handovers
  return (
    <ul>
      <li>
        <PlaceButton
          icon={<ArrowUpFromLine size={15} aria-hidden />}
          name={words.transfers}
          note={count === 0 ? undefined : String(count)}
          onPress={() => transfers.panelOpen.update((open) => !open)}
        />
      </li>
    </ul>
  )
}

function ActivityItem() {
  const { sheets, activity } = useStrata()
  const runningCount = useSelected(
    activity,
    (plans) => plans.filter(({ state }) => state === 'running').length,
  )
  return (
    <ul>
      <li>
        <PlaceButton
          icon={<History size={15} aria-hidden />}
          name={words.activity}
          note={runningCount === 0 ? undefined : String(runningCount)}
          onPress={() => sheets.open({ kind: 'activity' })}
        />
      </li>
    </ul>
  )
}
