/** The build of the library without its Redis client, which the throttling plugin uses; it comes without types. */
declare module 'bottleneck/light.js' {
  export { default } from 'bottleneck';
}
