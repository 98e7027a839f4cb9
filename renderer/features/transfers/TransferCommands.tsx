/** Carries out the commands that move files, and keeps what is under way safe from a stray drop or a closed page. */
import { useEffect } from 'react'
import { useNoStrayDrops } from '../../drop/useDropTarget.ts'
import { useHandlers, type Handlers } from '../../state/commands.ts'
import { useStrata, type Strata } from '../../strata.ts'
import { commandWords } from '../../strings/commands.ts'
import { downloadSelected, whyNotDownload } from '../../verbs/download.ts'
import { whyNotInPast } from '../../verbs/past.ts'
import { uploadChosen } from '../../verbs/upload.ts'
import { useEndings } from './useEndings.ts'

export function TransferCommands() {
  const strata = useStrata()
  useHandlers(strata.commands, () => handlersOf(strata))
  useNoStrayDrops()
  useEndings()
  useHeldPage(strata)
  return null
}

function handlersOf(strata: Strata): Handlers {
  const { navigation, selection, sheets, transfers } = strata
  const place = navigation.get().here?.place ?? null
  const upload = (kind: 'files' | 'folder') => ({
    whyNot: place === null ? commandWords.noBucket : whyNotInPast(strata),
    run: () => {
      if (place !== null) uploadChosen(strata, place, kind)
    },
  })
  const download = (target: 'usual' | 'choose') => ({
    whyNot: whyNotDownload(strata, selection.get()),
    run: () => void downloadSelected(strata, target),
  })
  return {
    'upload-files': upload('files'),
    'upload-folder': upload('folder'),
    'upload-with-options': {
      whyNot: place === null ? commandWords.noBucket : null,
      run: () => {
        if (place !== null) sheets.open({ kind: 'upload-options', place })
      },
    },
    download: download('usual'),
    'download-to': download('choose'),
    'show-transfers': {
      whyNot: null,
      run: () => transfers.panelOpen.update((open) => !open),
      isOn: transfers.panelOpen.get(),
    },
  }
}

/** The browser asks before it closes a page that is still handing files over. */
function useHeldPage({ transfers }: Strata): void {
  useEffect(() => {
    const hold = (event: BeforeUnloadEvent): void => {
      if (transfers.handovers.get().some(({ failure }) => failure === null)) event.preventDefault()
    }
    window.addEventListener('beforeunload', hold)
    return () => window.removeEventListener('beforeunload', hold)
  }, [transfers])
}
