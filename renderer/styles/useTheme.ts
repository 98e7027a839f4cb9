/** Light or dark, as it is set, or as the system is. */
import { useLayoutEffect } from 'react'
import { useMedia } from '../components/useMedia.ts'
import type { SettingsStore } from '../state/settings.ts'
import { useSelected } from '../state/store.ts'

export function useTheme(settings: SettingsStore): void {
  const theme = useSelected(settings, ({ theme }) => theme)
  const isSystemDark = useMedia('(prefers-color-scheme: dark)')
  const isDark = theme === 'system' ? isSystemDark : theme === 'dark'
  useLayoutEffect(() => {
    document.documentElement.setAttribute('data-theme', isDark ? 'dark' : 'light')
  }, [isDark])
}
