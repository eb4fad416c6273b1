// Node's side of P1 and P2: node rival.js WHAT SIZE, with the package workerpool beside it. Prints lines of name=value.
const workerpool = require('workerpool');

if (!require('worker_threads').isMainThread || process.argv[2] === undefined || process.send) {
  workerpool.worker({ square: (x) => x * x });
} else {
  main(process.argv[2], Number(process.argv[3]));
}

async function main(what, size) {
  const pool = workerpool.pool(__filename, {
    minWorkers: what === 'one' ? 1 : 2,
    maxWorkers: what === 'one' ? 1 : 2,
    workerType: 'process',
  });
  const run = what === 'one' ? () => oneByOne(pool, size) : () => allTogether(pool, size);
  await oneByOne(pool, 1000);
  const seconds = [];
  for (let i = 0; i < 3; i++) {
    const before = process.hrtime.bigint();
    await run();
    seconds.push(Number(process.hrtime.bigint() - before) / 1e9);
  }
  seconds.sort((a, b) => a - b);
  console.log(`figure nanos=${(seconds[1] / size) * 1e9}`);
  console.log(`figure rate=${size / seconds[1]}`);
  await pool.terminate();
}

async function oneByOne(pool, size) {
  for (let i = 0; i < size; i++) {
    await pool.exec('square', [7]);
  }
}

async function allTogether(pool, size) {
  const all = [];
  for (let i = 0; i < size; i++) {
    all.push(pool.exec('square', [i]));
  }
  await Promise.all(all);
}
