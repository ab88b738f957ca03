import { unifiedGraphHandler } from '@graphql-hive/router-runtime';
import { work } from '../dist/processes/worker.js';
import { startHiveGateway } from './start-hive-gateway.js';

/** Hive Gateway with plans and joins of Hive Router, in Rust. */
work((order) => startHiveGateway(order, { unifiedGraphHandler }));
