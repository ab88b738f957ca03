import { type ConstDirectiveNode, type DirectiveNode, Kind, type ValueNode, visit } from 'graphql';
import type { ContractProblem } from './contract-problem.js';
import type { SubgraphSdl } from './subgraph-sdl.js';

const becauseOnlyKeys =
  'A subgraph trusts nothing of a representation but its key, and decides by itself for what it shows.';

/** Directives of Federation that have a subgraph rely on what another one says, or hide which type a row is of. */
const refused: ReadonlyMap<string, string> = new Map([
  ['requires', `@requires hands a subgraph values of another one. ${becauseOnlyKeys}`],
  ['provides', `@provides lets a subgraph answer for a field of another one. ${becauseOnlyKeys}`],
  ['external', `@external names a field of another subgraph. ${becauseOnlyKeys}`],
  ['fromContext', `@fromContext hands a subgraph values of another one. ${becauseOnlyKeys}`],
  ['interfaceObject', '@interfaceObject hides the type of a row, by whose policy it is shown.'],
]);

/** Uses and imports of directives that the contract refuses, under whatever name they go. */
export function refusedDirectives({ name: subgraph, document }: SubgraphSdl): readonly ContractProblem[] {
  const problems: ContractProblem[] = [];
  const refuse = (directive: string, line: number | undefined) => {
    const message = refused.get(directive);
    if (message === undefined) return;
    problems.push({ code: 'REFUSED_DIRECTIVE', message, subgraph, ...(line === undefined ? {} : { line }) });
  };
  visit(document, {
    Directive(node: DirectiveNode | ConstDirectiveNode) {
      // A directive that is not imported goes by the name of its specification: @federation__requires.
      refuse(node.name.value.replace(/^.*__/, ''), node.loc?.startToken.line);
      if (node.name.value !== 'link') return;
      const imports = node.arguments?.find((argument) => argument.name.value === 'import')?.value;
      if (imports?.kind !== Kind.LIST) return;
      for (const value of imports.values) {
        refuse(importedDirective(value), value.loc?.startToken.line ?? node.loc?.startToken.line);
      }
    },
  });
  return problems;
}

/** `"@requires"`, or `{ name: "@requires", as: "@needs" }` whatever it is called here. */
function importedDirective(value: ValueNode): string {
  const named =
    value.kind === Kind.OBJECT ? value.fields.find(({ name }) => name.value === 'name')?.value : value;
  return named?.kind === Kind.STRING ? named.value.replace(/^@/, '') : '';
}
