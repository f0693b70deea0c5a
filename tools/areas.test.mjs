// node --test tools/
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { fields, trimmed } from './areas.mjs';

test('the zeros behind a larger place are dropped', () => {
  assert.equal(trimmed('420000000000', 2), '42');
  assert.equal(trimmed('421102001000', 9), '421102001');
  assert.equal(trimmed('421102', 6), '421102');
});

test('the level says how many digits stay, not the zeros', () => {
  assert.equal(trimmed('350527000000', 9), '350527000');
  assert.equal(trimmed('460100000000', 4), '4601');
  assert.equal(trimmed('110000', 2), '11');
});

test('what is no code of the level is refused', () => {
  assert.throws(() => trimmed('421102001', 6));
  assert.throws(() => trimmed('4211', 6));
  assert.throws(() => trimmed('42110a', 6));
});

test('a line of the list is read with and without quotes', () => {
  assert.deepEqual(fields('11,"a",b'), ['11', 'a', 'b']);
  assert.deepEqual(fields('1,"a, ""b""",'), ['1', 'a, "b"', '']);
  assert.throws(() => fields('1,"open'));
});
