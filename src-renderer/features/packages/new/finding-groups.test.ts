import type { Finding } from '@contract/inspection.ts';
import { expect, test } from 'vitest';
import { groupFindings, planStopReason, shownStops, stopReason, stopsOf } from './finding-groups.ts';

const finding = (id: string, severity: Finding['severity']): Finding => ({
  id,
  severity,
  title: id,
  observed: '',
  fix: '',
});
const info = finding('old', 'info');
const risk = finding('os.system', 'accept');
const other = finding('builtins.eval', 'accept');
const fault = finding('cut', 'blocks');

test('findings stand in groups, the most serious first, in their own order within', () => {
  expect(groupFindings([info, risk, fault, other])).toEqual([
    { severity: 'blocks', findings: [fault] },
    { severity: 'accept', findings: [risk, other] },
    { severity: 'info', findings: [info] },
  ]);
});

test('only what blocks and what is not accepted stops', () => {
  expect(stopsOf([info, risk, other], ['os.system'])).toEqual({ blocks: [], undecided: [other] });
});

test('the reason names what is to be done, and is absent when nothing stops', () => {
  expect([
    stopReason(stopsOf([fault, risk], [])),
    stopReason(stopsOf([risk, other], [])),
    stopReason(stopsOf([risk, info], ['os.system'])),
  ]).toEqual([
    'One finding stops packaging. Mend the model, then inspect it again.',
    '2 findings wait for a decision: accept each, or choose another model.',
    undefined,
  ]);
});

test('a plan that objects is answered by other answers', () => {
  expect([
    planStopReason(stopsOf([fault], [])),
    planStopReason(stopsOf([risk], [])),
    planStopReason(stopsOf([risk], ['os.system'])),
  ]).toEqual([
    'One finding stops the build. Other answers may help.',
    'Something waits for a decision: accept it, or change the answers.',
    undefined,
  ]);
});

test('what was accepted stays in sight once, also when the plan no longer names it', () => {
  expect([shownStops([fault], [risk]), shownStops([risk], [risk])]).toEqual([[fault, risk], [risk]]);
});
