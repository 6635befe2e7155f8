import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A program that does the same work as ours, and what to run for a workload. */
export interface Peer {
  readonly name: string;
  /** How it draws and what else one has to know to compare it. */
  readonly note: string;
  readonly command: string;
  readonly arguments: (workload: readonly string[]) => readonly string[];
}

/** What a peer needs and this machine may lack. */
interface Requirement {
  readonly name: string;
  /** The command that installs it. */
  readonly install: string;
  /** Provides it and returns its version. @throws when it is not there. */
  readonly version: () => string;
  readonly peers: readonly Peer[];
}

export interface Absence {
  readonly peer: string;
  readonly install: string;
}

export interface Peers {
  readonly present: readonly Peer[];
  readonly absent: readonly Absence[];
  readonly versions: Readonly<Record<string, string>>;
}

const folder = fileURLToPath(new URL('../../bench/peers/', import.meta.url));
/** Compiled programs and packages of peers, none of them ours; git ignores it. */
const cache = `${folder}.cache/`;
/** Debian's SimPy belongs to Debian's Python; PYTHON names another interpreter that has it. */
const python = process.env.PYTHON ?? '/usr/bin/python3';

export const ours: Peer = {
  name: 'Subsidia',
  note: 'seeded; ties by priority and order of scheduling; events can be cancelled',
  command: process.execPath,
  arguments: (workload) => [fileURLToPath(new URL('program.js', import.meta.url)), ...workload],
};

export const REFERENCE = 'C++ 4-ary heap';

const requirements: readonly Requirement[] = [
  {
    name: 'g++',
    install: 'apt-get install g++',
    version: () => {
      const version = output('g++', ['-dumpfullversion']);
      compileProgram('reference', []);
      return version;
    },
    peers: [
      compiled(REFERENCE, 'ours, g++ -O3; xoshiro256+; ties as they fall; no cancelling', 'reference', ([workload, ...rest]) =>
        workload === 'mm1' ? [workload, ...rest, 'log'] : [workload, ...rest],
      ),
      compiled('C++ 4-ary heap, ziggurat', 'as above, with ziggurat variates instead of logarithms', 'reference', (workload) => [...workload, 'ziggurat']),
      compiled('C++ std::priority_queue', 'as above, with the standard library\'s binary heap', 'reference', ([, ...rest]) => ['hold-std', ...rest]),
    ],
  },
  {
    name: 'ns-3',
    install: 'apt-get install --no-install-recommends g++ libns3-dev',
    version: () => {
      compileProgram('network', ['-lns3-core']);
      return ns3Version();
    },
    peers: [compiled('ns-3', 'C++; its Simulator on its PriorityQueueScheduler, its ExponentialRandomVariable; ties by order of scheduling', 'network', (workload) => workload)],
  },
  npmPackage('flatqueue', '3.1.0', [script('flatqueue', 'Math.random; ties as they fall; no cancelling', 'javascript-queue.mjs', (workload) => ['flatqueue', ...workload])]),
  npmPackage('tinyqueue', '3.0.0', [script('tinyqueue', 'Math.random; ties as they fall; no cancelling', 'javascript-queue.mjs', (workload) => ['tinyqueue', ...workload])]),
  npmPackage('simjs', '2.0.3', [script('simjs', 'entities with timers, a facility; its Random (Mersenne twister); ties by order of scheduling', 'javascript-engine.mjs', (workload) => workload)]),
  {
    name: 'SimPy',
    install: 'apt-get install --no-install-recommends python3-simpy3',
    version: () => `${output(python, ['-c', 'import simpy; print(simpy.__version__)'])} (Python ${output(python, ['-c', 'import platform; print(platform.python_version())'])})`,
    peers: [
      {
        name: 'SimPy',
        note: 'Python; generator processes and resources; its random module; ties by order of scheduling',
        command: python,
        arguments: ([workload, ...rest]) => [`${folder}simpy_${workload}.py`, ...rest],
      },
    ],
  },
];

/** Compiles and installs what can be had, and says of the rest how to get it. */
export function providePeers(): Peers {
  const present: Peer[] = [];
  const absent: Absence[] = [];
  const versions: Record<string, string> = {};
  mkdirSync(cache, { recursive: true });
  for (const { name, install, version, peers } of requirements) {
    try {
      versions[name] = version();
      present.push(...peers);
    } catch {
      absent.push(...peers.map((peer) => ({ peer: peer.name, install })));
    }
  }
  return { present, absent, versions };
}

function compiled(name: string, note: string, program: string, args: Peer['arguments']): Peer {
  return { name, note, command: `${cache}${program}`, arguments: args };
}

function script(name: string, note: string, file: string, args: Peer['arguments']): Peer {
  return { name, note, command: process.execPath, arguments: (workload) => [`${folder}${file}`, ...args(workload)] };
}

function npmPackage(name: string, version: string, peers: readonly Peer[]): Requirement {
  // A folder for each: npm takes what it was not asked for out of a folder.
  const install = ['install', '--prefix', `bench/peers/.cache/${name}`, '--no-save', '--no-audit', '--no-fund', `${name}@${version}`];
  const manifest = `${cache}${name}/node_modules/${name}/package.json`;
  const installed = (): string => (JSON.parse(readFileSync(manifest, 'utf8')) as { readonly version: string }).version;
  return {
    name,
    install: `npm ${install.join(' ')}`,
    version: () => {
      if (!existsSync(manifest) || installed() !== version) {
        mkdirSync(`${cache}${name}`, { recursive: true });
        output('npm', install);
      }
      return installed();
    },
    peers,
  };
}

function compileProgram(program: string, libraries: readonly string[]): void {
  output('g++', ['-O3', '-std=c++17', '-o', `${cache}${program}`, `${folder}${program}.cpp`, ...libraries]);
}

function ns3Version(): string {
  try {
    return output('dpkg-query', ['--show', '--showformat', '${Version}', 'libns3-dev']);
  } catch {
    return 'of unknown version';
  }
}

function output(command: string, args: readonly string[]): string {
  return execFileSync(command, args, { encoding: 'utf8', cwd: fileURLToPath(new URL('../../', import.meta.url)), stdio: ['ignore', 'pipe', 'ignore'] }).trim();
}
