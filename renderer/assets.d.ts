/** Files the build hands out by their address. */
declare module '*?url' {
  const url: string
  export default url
}
