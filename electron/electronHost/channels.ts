/** What passes between preload and main beside the contract: the port, and the paths of dropped files. */
export const portChannel = 'strata:port'
export const dropChannel = 'strata:drop'
