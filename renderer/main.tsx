/** Opens the window. */
import { QueryClientProvider } from '@tanstack/react-query'
import { createRoot, type Root } from 'react-dom/client'
import { App } from './App.tsx'
import { openClient, type Client } from './client.ts'
import { failureFrom } from './failure.ts'
import { StartFailure } from './StartFailure.tsx'
import { whenStore } from './state/store.ts'
import { openStrata, StrataContext, type Strata } from './strata.ts'
import './styles/tokens.css'
import './styles/base.css'
import './styles/shared.css'

async function start(client: Client): Promise<Strata> {
  await whenStore(client.link, (state) => state !== 'opening')
  const [info, settings] = await Promise.all([client.api.app.info(), client.api.app.settings()])
  return openStrata(client, info, settings)
}

async function show(root: Root, client: Client): Promise<void> {
  try {
    const strata = await start(client)
    root.render(
      <QueryClientProvider client={strata.queries}>
        <StrataContext value={strata}>
          <App />
        </StrataContext>
      </QueryClientProvider>,
    )
  } catch (error) {
    root.render(<StartFailure failure={failureFrom(error)} onRetry={() => void show(root, client)} />)
  }
}

const place = document.querySelector('#app')
if (place) void show(createRoot(place), openClient())
