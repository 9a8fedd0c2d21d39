/** The largest message a page may send, in bytes (characters, where it comes as text): the largest body and room for its escapes. */
export const maxMessage = 16 * 1024 * 1024;
