import { type GraphQLSchema, isEnumType, isInputObjectType, isInterfaceType, isObjectType } from 'graphql';
import { describe, expect, test } from 'vitest';
import { createSubgraph } from '../../src/federation/subgraph.ts';
import { schema } from '../../src/schema.ts';
import { filesOf, type SourceFile } from './source.ts';

/** Everything of a schema that people read, as a coordinate, with its description. */
function coordinates(of: GraphQLSchema): [coordinate: string, description: string | null | undefined][] {
  return Object.values(of.getTypeMap())
    .filter(({ name }) => !name.startsWith('__'))
    .flatMap((type) => {
      const own: [string, string | null | undefined] = [type.name, type.description];
      if (isEnumType(type)) {
        return [
          own,
          ...type.getValues().map(({ name, description }) => [`${type.name}.${name}`, description] as const),
        ];
      }
      if (isInputObjectType(type)) {
        return [
          own,
          ...Object.values(type.getFields()).map(
            ({ name, description }) => [`${type.name}.${name}`, description] as const,
          ),
        ];
      }
      if (!isObjectType(type) && !isInterfaceType(type)) return [own];
      return [
        own,
        ...Object.values(type.getFields()).flatMap((field) => [
          [`${type.name}.${field.name}`, field.description] as const,
          ...field.args.map((arg) => [`${type.name}.${field.name}(${arg.name}:)`, arg.description] as const),
        ]),
      ];
    })
    .map(([coordinate, description]) => [coordinate, description]);
}

const BUILT_IN = new Set(['String', 'Int', 'Float', 'Boolean', 'ID']);

/** What federation adds for machines; it is defined by its specification and stands in no docs. */
const MACHINERY = /^(_Any|_Entity|_Service|Query\._|federation__|link__)/;

describe('every type, field, argument and value says what it is', () => {
  test.each([
    ['the graph', schema],
    ['the subgraph', createSubgraph().schema],
  ])('in %s', (_name, graph) => {
    const all = coordinates(graph).filter(([name]) => !BUILT_IN.has(name) && !MACHINERY.test(name));
    expect(all.length).toBeGreaterThan(300);
    expect(all.filter(([, text]) => !text?.trim()).map(([name]) => name)).toEqual([]);
  });

  test('in sentences', () => {
    const loose = coordinates(schema).filter(
      ([name, text]) => !BUILT_IN.has(name) && text && !/^[A-Z`].*[.`)]$/s.test(text),
    );
    expect(loose).toEqual([]);
  });
});

const EXPORT =
  /^export (?:default )?(?:abstract |async )?(?:const|function\*?|class|interface|type|let)\b(?! \*)/;

/** Exports whose paragraph does not begin with a doc block. */
function bareExports({ path, lines }: SourceFile): string[] {
  const bare: string[] = [];
  let paragraphHasDoc = false;
  let depth = 0;
  lines.forEach((line, at) => {
    if (line === '' && depth === 0) paragraphHasDoc = false;
    if (line.startsWith('/**')) paragraphHasDoc = true;
    if (EXPORT.test(line) && !paragraphHasDoc) bare.push(`${path}:${at + 1}: ${line}`);
    if (/^[})\]]/.test(line)) depth = 0;
    else if (/^(export|const|function|class|interface|type|async|abstract)\b.*[({[]$/.test(line)) depth = 1;
  });
  return bare;
}

describe('every export says what it is', () => {
  test('with a doc block', () => {
    expect(filesOf('src', '.ts').flatMap(bareExports)).toEqual([]);
  });

  test('and the check finds one that does not', () => {
    const text = '/** One. */\nexport const one = 1;\n\nexport const two = 2;\n';
    expect(bareExports({ path: 'x.ts', text, lines: text.split('\n') })).toEqual([
      'x.ts:4: export const two = 2;',
    ]);
  });
});
