import type { GraphQLResponseWithData } from 'relay-runtime';

/** One part of an answer, or all of it. */
interface Part {
  data?: object | null;
  errors?: object[];
  hasNext?: boolean;
  incremental?: { data: object | null; label: string; path: (string | number)[]; errors?: object[] }[];
}

/** Reads an answer as it comes, part by part; one that is not in parts is one part. */
export async function* partsOf(answer: Response): AsyncGenerator<Part> {
  if (!/^multipart\/mixed/.test(answer.headers.get('content-type') ?? '') || answer.body === null) {
    yield await answer.json();
    return;
  }
  let text = '';
  for await (const bytes of answer.body.pipeThrough(new TextDecoderStream())) {
    text += bytes;
    const pieces = text.split('\r\n---');
    text = pieces.pop() ?? '';
    for (const piece of pieces) {
      const json = piece.slice(piece.indexOf('\r\n\r\n') + 4);
      if (piece.includes('\r\n\r\n')) yield JSON.parse(json);
    }
  }
}

/** A part as Relay wants it: what comes later is a payload for each place, with its label and path beside the data. */
export function payloadsOf({ incremental, ...part }: Part): GraphQLResponseWithData[] {
  const payloads = incremental ?? [part];
  // @NOTE Relay's types want data; its runtime takes a payload without, and makes an error of it.
  return payloads.map((payload, at) => ({
    ...payload,
    extensions: { is_final: part.hasNext !== true && at === payloads.length - 1 },
  })) as GraphQLResponseWithData[];
}
