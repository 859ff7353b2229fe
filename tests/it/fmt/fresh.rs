//! `galley new`: every combination of packs, names that are none, packs of one's own.

use super::{galley, said};

fn new(folder: &std::path::Path, args: &[&str]) -> (i32, String, String) {
    let out = galley(folder).arg("new").args(args).output().expect("runs");
    let status = out.status.code().expect("a status");
    (status, said(&out.stdout), said(&out.stderr))
}

fn sound(folder: &std::path::Path, file: &str) {
    let out = galley(folder)
        .args(["check-recipes", file])
        .output()
        .expect("runs");
    let err = said(&out.stderr);
    assert_eq!(out.status.code(), Some(0), "{err}");
    assert!(!err.contains("warning["), "{err}");
    let out = galley(folder)
        .args(["fmt", "--check", file])
        .output()
        .expect("runs");
    assert_eq!(out.status.code(), Some(0), "{}", said(&out.stdout));
}

/// Any packs that go together make a recipe without a warning, in canonical form; packs that do not are refused.
#[test]
fn any_packs_make_a_sound_recipe() {
    let folder = tempfile::tempdir().expect("a folder");
    let packs = ["en/press", "fr/presse", "seo/basic"];
    let mut n = 0;
    for mask in 1..8u8 {
        let mut chosen: Vec<&str> = (0..3)
            .filter(|i| mask >> i & 1 == 1)
            .map(|i| packs[i])
            .collect();
        for _ in 0..2 {
            chosen.reverse();
            for (surface, ending) in [("--recipe", "recipe"), ("--yaml", "yaml")] {
                n += 1;
                let name = format!("desk-{n}");
                let mut args = vec![name.as_str(), surface];
                args.extend(chosen.iter().flat_map(|p| ["--from", p]));
                let (status, out, err) = new(folder.path(), &args);
                let both = chosen.contains(&"en/press") && chosen.contains(&"fr/presse");
                if both {
                    assert_eq!(status, 2, "{args:?}");
                    assert!(err.contains("a recipe has one language"), "{err}");
                    assert!(!folder.path().join(format!("{name}.{ending}")).exists());
                } else {
                    assert_eq!(
                        (status, out),
                        (0, format!("{name}.{ending}\n")),
                        "{args:?}: {err}"
                    );
                    sound(folder.path(), &format!("{name}.{ending}"));
                }
            }
        }
    }
}

#[test]
fn names_and_endings() {
    let folder = tempfile::tempdir().expect("a folder");
    for (args, file) in [
        (vec!["a"], "a.recipe"),
        (vec!["b.yaml"], "b.yaml"),
        (vec!["c.yml"], "c.yaml"),
        (vec!["sub/deep/d.recipe"], "sub/deep/d.recipe"),
        (vec!["été"], "été.recipe"),
        (vec!["2024-news"], "2024-news.recipe"),
        (vec!["severity", "--yaml"], "severity.yaml"),
        (vec!["test"], "test.recipe"),
        (
            vec!["e", "--from", "fr/presse", "--from", "fr/presse"],
            "e.recipe",
        ),
    ] {
        let (status, out, err) = new(folder.path(), &args);
        assert_eq!((status, out), (0, format!("{file}\n")), "{args:?}: {err}");
        sound(folder.path(), file);
    }
    for (args, message, help) in [
        (
            vec!["my desk"],
            "`my desk` cannot be the name",
            "galley new my-desk",
        ),
        (
            vec!["sub/my desk"],
            "`my desk` cannot be the name",
            "galley new sub/my-desk",
        ),
        (
            vec!["a"],
            "`a.recipe` is there already",
            "galley new a-2.recipe",
        ),
        (
            vec!["sub/deep/d"],
            "is there already",
            "galley new sub/deep/d-2.recipe",
        ),
        (
            vec!["desk.test"],
            "would be a test file",
            "galley new desk\n",
        ),
        (
            vec!["null", "--yaml"],
            "`null` cannot be the name",
            "galley new null-news",
        ),
        (
            vec!["b.yaml", "--recipe"],
            "does not go with the ending",
            "galley new b --recipe",
        ),
        (vec!["."], "`.` is a folder", "galley new ./council-news"),
        (
            vec!["sub/"],
            "`sub/` is a folder",
            "galley new sub/council-news",
        ),
        (vec![".hidden"], "`.hidden` cannot be", "galley new hidden"),
        (
            vec!["x", "--from", "fr/press"],
            "no pack is called `fr/press`",
            "--from fr/presse",
        ),
        (
            vec!["x", "--from", "house"],
            "no pack is called `house`",
            "--from ./packs/house.yaml",
        ),
        (
            vec!["x", "--from", "no.yaml"],
            "there is no file `no.yaml`",
            "help",
        ),
        (
            vec!["x", "--from", "b.yaml"],
            "`b.yaml` is no pack",
            "a pack begins with",
        ),
    ] {
        let (status, out, err) = new(folder.path(), &args);
        assert_eq!((status, out.as_str()), (2, ""), "{args:?}: {err}");
        assert!(
            err.contains(message) && err.contains(help),
            "{args:?}: {err}"
        );
    }
}

/// A pack of one's own is named from where the command runs; the recipe names it from where it stands.
#[test]
fn packs_of_ones_own() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |n: &str| folder.path().join(n);
    std::fs::create_dir(at("packs")).expect("made");
    std::fs::write(at("galley.toml"), "").expect("written");
    std::fs::write(
        at("packs/house.recipe"),
        "pack house \"1.0.0\" -> \"house style\"\nuse fr/presse, seo/basic\nparagraphs at most 60 words\n",
    )
    .expect("written");
    for (args, file, used) in [
        (
            vec!["desks/a"],
            "desks/a.recipe",
            "use ../packs/house.recipe\n",
        ),
        (vec!["b.yaml"], "b.yaml", "use: ./packs/house.recipe\n"),
    ] {
        let mut args = args;
        args.extend(["--from", "packs/house.recipe"]);
        let (status, _, err) = new(folder.path(), &args);
        assert_eq!(status, 0, "{err}");
        let text = std::fs::read_to_string(at(file)).expect("read");
        assert!(text.contains(used), "{text}");
        assert!(text.contains("keyphrase"), "{text}");
        sound(folder.path(), file);
    }
}
