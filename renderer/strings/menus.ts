/** Words of menus. */

export const menuWords = { chosen: 'chosen' } as const
