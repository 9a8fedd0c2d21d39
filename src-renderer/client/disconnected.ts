/** Thrown by every call and stream that was under way, or tried, while the engine was out of reach. */
export class Disconnected extends Error {
  constructor() {
    super('The connection to the engine is closed.');
    this.name = 'Disconnected';
  }
}
