/** The few settings there are, as a menu. */
import type { Settings } from '../../../shared/model/settings.ts'
import type { MenuGroups } from '../../state/contextMenu.ts'
import { useStore } from '../../state/store.ts'
import { useStrata } from '../../strata.ts'
import { frameWords as words } from '../../strings/frame.ts'

const themes: readonly Settings['theme'][] = ['system', 'light', 'dark']

export function useSettingsMenu(): MenuGroups {
  const { settings, info } = useStrata()
  const { theme: current } = useStore(settings)
  const none = (): void => undefined
  return [
    themes.map((theme) => ({
      id: theme,
      label: words[theme],
      isOn: theme === current,
      run: () => settings.change({ theme }),
    })),
    [
      {
        id: 'about',
        label: words.about(info.version),
        run: none,
        whyNot: words.downloadsGoTo(info.downloadFolder),
      },
    ],
  ]
}
