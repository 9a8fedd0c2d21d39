/** JSON with line breaks; anything else as it is. */
export function formatAnswer(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), undefined, 2);
  } catch {
    return body;
  }
}
