export { absentValue } from '@bankgraph/authorization';
