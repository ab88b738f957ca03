import type { TestGraph } from '../test-graph.fixture.js';
import { contextsGraph } from './contexts.fixture.js';
import { interfaceObjectsGraph } from './interface-objects.fixture.js';
import { keysGraph } from './keys.fixture.js';
import { mashUpGraph } from './mash-up.fixture.js';
import { migrationGraph } from './migration.fixture.js';
import { mutationsGraph } from './mutations.fixture.js';
import { nullsGraph } from './nulls.fixture.js';
import { providesGraph } from './provides.fixture.js';
import { requiredArgumentsGraph } from './required-arguments.fixture.js';
import { requiresGraph } from './requires.fixture.js';
import { valuesGraph } from './values.fixture.js';

/** All supergraphs of the test bed. */
export const allGraphs: readonly TestGraph[] = [
  keysGraph,
  mashUpGraph,
  requiresGraph,
  requiredArgumentsGraph,
  interfaceObjectsGraph,
  providesGraph,
  migrationGraph,
  contextsGraph,
  valuesGraph,
  nullsGraph,
  mutationsGraph,
];
