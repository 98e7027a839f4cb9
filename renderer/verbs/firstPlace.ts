/** Where the window opens: where it was last, or in the bucket that is there to look around in. */
import { useEffect } from 'react'
import type { Connection } from '../../shared/model/connection.ts'
import type { PrefixRef } from '../../shared/model/selection.ts'
import { whenStore } from '../state/store.ts'
import type { Strata } from '../strata.ts'

const demoBucket = 'demo'

export function useFirstPlace(strata: Strata): void {
  useEffect(() => {
    void whenStore(strata.connections, (list) => list !== null).then((list) => openFirst(strata, list ?? []))
    return strata.navigation.subscribe(() => {
      const lastPlace = strata.navigation.get().here?.place ?? null
      strata.settings.change({ lastPlace })
    })
  }, [strata])
}

async function openFirst(strata: Strata, connections: readonly Connection[]): Promise<void> {
  const { navigation, openConnections, settings } = strata
  const place = placeKnown(settings.get().lastPlace, connections) ?? (await demoPlace(strata, connections))
  if (place === null || navigation.get().here !== null) return
  openConnections.update((open) => new Set(open).add(place.connectionId))
  navigation.go(place)
}

const placeKnown = (place: PrefixRef | null, connections: readonly Connection[]): PrefixRef | null =>
  place !== null && connections.some(({ id }) => id === place.connectionId) ? place : null

/** The demo bucket, as long as nobody has removed it. */
async function demoPlace(
  { api, openConnections }: Strata,
  connections: readonly Connection[],
): Promise<PrefixRef | null> {
  const own = connections.find(({ builtIn }) => builtIn)
  if (own === undefined) return null
  openConnections.update((open) => new Set(open).add(own.id))
  try {
    const { buckets } = await api.buckets.list({ connectionId: own.id })
    const demo = buckets.find(({ name }) => name === demoBucket)
    return demo === undefined ? null : { connectionId: own.id, bucket: demo.name, prefix: '' }
  } catch {
    // The sidebar lists the same buckets, and says what is wrong.
    return null
  }
}
