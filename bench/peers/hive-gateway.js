import { work } from '../dist/processes/worker.js';
import { startHiveGateway } from './start-hive-gateway.js';

/** Hive Gateway with its executor in JavaScript, as it comes. */
work((order) => startHiveGateway(order, {}));
