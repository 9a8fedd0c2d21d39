import type { Framework } from '@contract/inspection.ts';
import type { FastPath } from '@contract/packages.ts';

export interface FastPathView {
  readonly tone: 'ok' | 'warn' | 'neutral';
  readonly word: string;
  /** How many times faster the conversion answered one row; only where both were measured. */
  readonly gain?: number;
}

const looks: Readonly<Record<FastPath['state'], Pick<FastPathView, 'tone' | 'word'>>> = {
  used: { tone: 'ok', word: 'In use' },
  refused: { tone: 'warn', word: 'Not used: answers differ' },
  failed: { tone: 'warn', word: 'Not used: conversion failed' },
  unavailable: { tone: 'neutral', word: 'Not available' },
  off: { tone: 'neutral', word: 'Switched off' },
};

/** What the conversion came to. */
export function fastPathView(
  { state, originalMs, convertedMs }: FastPath,
  framework: Framework,
): FastPathView {
  if (framework === 'onnx') return { tone: 'neutral', word: 'Not needed' };
  const measured = originalMs !== undefined && convertedMs !== undefined && convertedMs > 0;
  return { ...looks[state], ...(measured && { gain: originalMs / convertedMs }) };
}

/** `219 times faster`, `1.4 times faster`, `about as fast`, `2 times slower`. */
export function gainText(gain: number): string {
  if (gain > 0.9 && gain < 1.1) return 'about as fast';
  const times = gain >= 1 ? gain : 1 / gain;
  const figure = times >= 10 ? Math.round(times) : Math.round(times * 10) / 10;
  return `${figure} times ${gain >= 1 ? 'faster' : 'slower'}`;
}

/** Small differences as a power of ten with two digits: `2.1e-6`. */
export function formatDifference(value: number): string {
  if (value === 0) return 'none';
  return Math.abs(value) < 0.001 ? value.toExponential(1) : String(Number(value.toPrecision(3)));
}
