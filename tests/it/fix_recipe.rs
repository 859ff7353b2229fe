//! `galley check --fix-recipe`: the safe edits are made in the user's own files, whole or not at all, and a second run finds nothing.

use std::path::Path;

use assert_cmd::Command;

fn mend(dir: &Path, args: &[&str]) -> (i32, String, String) {
    let out = Command::cargo_bin("galley")
        .expect("the binary is built")
        .current_dir(dir)
        .args(["check", "--fix-recipe"])
        .args(args)
        .output()
        .expect("runs");
    (
        out.status.code().unwrap_or(-1),
        String::from_utf8(out.stdout).expect("UTF-8"),
        String::from_utf8(out.stderr).expect("UTF-8"),
    )
}

fn write(dir: &Path, name: &str, text: &str) {
    std::fs::write(dir.join(name), text).expect("can be written");
}

fn read(dir: &Path, name: &str) -> String {
    std::fs::read_to_string(dir.join(name)).expect("can be read")
}

const BROKEN: &str = "# What the desk asks for.
recipe: broken
language: fr
use: [./house.yaml]
inputs:
  article: markdown
  place: text      # nobody asks for it
titel: { lenght: 20..80 chars }   # two slips, one behind the other
checks:
  short: { expr: word | count < 400, say: Restez sous 400 mots. }
steps:
  facts: { prompt: '{{ source }} Les faits.' }
  title: { after: fact, prompt: '{{ steps.facts }} Le titre.' }
";

const HOUSE: &str = "pack: house\r\nversion: 1.0.0\r\nforbit: [PUBLICITÉ]\r\n";

#[test]
fn what_can_be_mended_is() {
    let dir = tempfile::tempdir().expect("a folder");
    let dir = dir.path();
    write(dir, "r.yaml", BROKEN);
    write(dir, "house.yaml", HOUSE);
    let (status, done, rest) = mend(dir, &["r.yaml"]);
    assert_eq!(status, 0, "{done}\n{rest}");
    insta::with_settings!({
        snapshot_path => concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots/diagnostics"),
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, {
        insta::assert_snapshot!("fix-recipe", format!("{done}\n{}\n{}", read(dir, "r.yaml"), read(dir, "house.yaml")));
    });
    assert!(
        read(dir, "house.yaml").contains("forbid: [PUBLICITÉ]\r\n"),
        "line ends stay"
    );
    let before = (read(dir, "r.yaml"), read(dir, "house.yaml"));
    let (status, done, rest) = mend(dir, &["r.yaml"]);
    assert_eq!((status, done.as_str()), (0, ""), "{rest}");
    assert!(rest.contains("nothing to mend"), "{rest}");
    assert_eq!(before, (read(dir, "r.yaml"), read(dir, "house.yaml")));
    let files = std::fs::read_dir(dir).expect("a folder").count();
    assert_eq!(files, 2, "nothing is left beside them");
}

/// A warning that is given only where nothing is wrong does not keep the last edit from being made; the answer of a step is
/// named as what it is.
#[test]
fn warnings_that_come_to_light_do_no_harm() {
    let dir = tempfile::tempdir().expect("a folder");
    let dir = dir.path();
    let recipe = "recipe r
language fr
input article markdown
input unused text = \"x\"
length 7..9 words
step facts { prompt \"{{ source }} Les faits.\" }
step angle after facts { prompt \"{{ facts }} Un angle.\" }
check \"court\" { expr \"words <= 200\"; say \"Court.\"; per section }
";
    write(dir, "r.recipe", recipe);
    let (status, done, rest) = mend(dir, &["r.recipe"]);
    assert_eq!(status, 0, "{done}\n{rest}");
    let mended = recipe
        .replace("{{ facts }}", "{{ steps.facts }}")
        .replace("words <= 200", "words | count <= 200");
    assert_eq!(read(dir, "r.recipe"), mended);
    assert!(rest.contains("W0217"), "{rest}");
}

#[test]
fn what_cannot_be_mended_is_reported_and_the_rest_is_mended() {
    let dir = tempfile::tempdir().expect("a folder");
    let dir = dir.path();
    write(
        dir,
        "r.yaml",
        "recipe: r\nlanguage: fr\nlenght: 1..9 words\nbanana: 3\n",
    );
    let (status, done, rest) = mend(dir, &["r.yaml"]);
    assert_eq!(status, 2);
    assert!(done.contains("`lenght` → `length`"), "{done}");
    assert!(rest.contains("no rule is called `banana`"), "{rest}");
    assert!(read(dir, "r.yaml").contains("length: 1..9 words"));
}

#[test]
fn shipped_packs_and_standard_input_are_left_alone() {
    let dir = tempfile::tempdir().expect("a folder");
    let dir = dir.path();
    write(
        dir,
        "r.yaml",
        "recipe: r\nuse: [fr/presse]\nlength: 1..9 words\n",
    );
    let (status, done, _) = mend(dir, &["r.yaml"]);
    assert_eq!((status, done.as_str()), (0, ""));
    let (status, _, rest) = mend(dir, &["-"]);
    assert_eq!(status, 2);
    assert!(rest.contains("cannot be mended in place"), "{rest}");
}

const HEAD: &str = "recipe brief-fr \"1.0.0\"\nlanguage fr\n";

/// What is left open is closed where the indentation says, and what comes out compiles.
#[test]
fn what_indentation_decides_is_closed() {
    for (broken, mended) in [
        (
            "title {\n  length 40..65 chars\n\nlength 7..9 words\n",
            "title {\n  length 40..65 chars\n}\n\nlength 7..9 words\n",
        ),
        (
            "title {\n  rewritten # so\n\n# body\nlength 7..9 words\n",
            "title {\n  rewritten # so\n}\n\n# body\nlength 7..9 words\n",
        ),
        (
            "title { rewritten # so\nlength 7..9 words\n",
            "title { rewritten } # so\nlength 7..9 words\n",
        ),
        (
            "sections {\n  a {\n    words 7..9\n  b\n}\n",
            "sections {\n  a {\n    words 7..9\n  }\n  b\n}\n",
        ),
        (
            "sections {\n  a {\n    words 7..9\n",
            "sections {\n  a {\n    words 7..9\n  }\n}\n",
        ),
        (
            "sections {\n\ta {\n\t\twords 7..9\n\tb\n}\n",
            "sections {\n\ta {\n\t\twords 7..9\n\t}\n\tb\n}\n",
        ),
        (
            "title {\r\n  rewritten\r\nlength 7..9 words\r\n",
            "title {\r\n  rewritten\r\n}\r\nlength 7..9 words\r\n",
        ),
        (
            "forbid [\n  \"a b\"\n  \"c d\"\nlength 7..9 words\n",
            "forbid [\n  \"a b\"\n  \"c d\"\n]\nlength 7..9 words\n",
        ),
        (
            "forbid [\"a b\", \"c d\"  # list\nlength 7..9 words\n",
            "forbid [\"a b\", \"c d\"]  # list\nlength 7..9 words\n",
        ),
        (
            "brief \"\"\"\n  Court.\n\n  Bien.\n\nlength 7..9 words\n",
            "brief \"\"\"\n  Court.\n\n  Bien.\n\"\"\"\n\nlength 7..9 words\n",
        ),
        (
            "brief \"\"\"Court.\nlength 7..9 words\n",
            "brief \"\"\"Court.\"\"\"\nlength 7..9 words\n",
        ),
        (
            "title [\n  length 40..65 chars\n  rewritten\n]\n",
            "title {\n  length 40..65 chars\n  rewritten\n}\n",
        ),
        (
            "title [\n  lenght 40-65 chars\n  rewritten\n]\n",
            "title {\n  length 40-65 chars\n  rewritten\n}\n",
        ),
        ("forbid {\n  \"a b\"\n}\n", "forbid [\n  \"a b\"\n]\n"),
        ("forbid\n- a\n- b c # d\nlength 7..9 words\n", ""),
        (
            "forbid\n- a\n- 'b c'\nlength 7..9 words\n",
            "forbid [\n  a\n  \"b c\"\n]\nlength 7..9 words\n",
        ),
        (
            "sections\n- a\n- b: { words: 7..9 }\n",
            "sections {\n  a\n  b: { words: 7..9 }\n}\n",
        ),
        ("length 7..9 words title { rewritten }\n", ""),
        (
            "sections {\n  a { words 7..9 words heading none }\n}\n",
            "sections {\n  a { words 7..9 words, heading none }\n}\n",
        ),
    ] {
        let head = if broken.contains("\r\n") {
            HEAD.replace('\n', "\r\n")
        } else {
            HEAD.to_owned()
        };
        let dir = tempfile::tempdir().expect("a folder");
        let dir = dir.path();
        write(dir, "r.recipe", &format!("{head}{broken}"));
        let (status, done, rest) = mend(dir, &["r.recipe"]);
        let found = read(dir, "r.recipe");
        if mended.is_empty() {
            assert_eq!((status, done.as_str()), (2, ""), "{broken}\n{found}");
            continue;
        }
        assert_eq!(found, format!("{head}{mended}"), "{done}\n{rest}");
        assert_eq!(status, 0, "{done}\n{rest}");
    }
}

/// A quote that is missing, or stands inside a text: no edit cuts a text in two or joins two of them.
#[test]
fn quotes_are_put_where_they_belong() {
    for (broken, mended) in [
        ("forbid Été en ville\"\n", "forbid \"Été en ville\"\n"),
        (
            "forbid [\n  Le port, le quai, la mer\"\n  \"b\"\n]\n",
            "forbid [\n  \"Le port, le quai, la mer\"\n  \"b\"\n]\n",
        ),
        (
            "forbid [\n  \"Le \"vrai\" prix\"\n]\n",
            "forbid [\n  \"Le \\\"vrai\\\" prix\"\n]\n",
        ),
        ("forbid \"il dit « oui »\n", "forbid \"il dit « oui »\"\n"),
        ("forbid \"il dit “oui”\n", "forbid \"il dit “oui”\"\n"),
        ("forbid \"il dit oui”\n", "forbid \"il dit oui\"\n"),
        (
            "title { contains Été\"; rewritten }\n",
            "title { contains \"Été\"; rewritten }\n",
        ),
        (
            "title {\n  contains été, # why\n  # and\n  rewritten\n}\n",
            "title {\n  contains été # why\n  # and\n  rewritten\n}\n",
        ),
        (
            "forbid [\n  « Lire aussi : »\"\n]\n",
            "forbid [\n  \"« Lire aussi : »\"\n]\n",
        ),
        ("forbid \"a b   # why\n", ""),
        ("forbid \"a b, \"c\", \"d\"\n", ""),
        ("forbid [\n  \"a b\"; \"c\"\n]\n", ""),
        ("input a text -> what for\" = \"x\"\n", ""),
    ] {
        recipe_is_mended(broken, mended);
    }
}

/// A brace stands where a bracket belongs, or the other way round; nothing is taken out that may be what is right.
#[test]
fn brackets_of_the_wrong_kind() {
    for (broken, mended) in [
        (
            "forbid [\n  \"a b\" # c\n  # d\n}\nlength 7..9 words\n",
            "forbid [\n  \"a b\" # c\n  # d\n]\nlength 7..9 words\n",
        ),
        (
            "sections {\n  a [\n    words 3..6\n    about \"x y\"\n  }\n  b\n}\n",
            "sections {\n  a {\n    words 3..6\n    about \"x y\"\n  }\n  b\n}\n",
        ),
        ("sections [\n  a {\n    words 3..6\n  }\n  b\n}\n", ""),
        ("title\n  ends-with none\n  rewritten\n}\n", ""),
        ("told to the writer, proven by no rule\n", ""),
        (
            "title length 40..65 chars, contains port severity warn\n",
            "title { length 40..65 chars, contains port severity warn }\n",
        ),
    ] {
        recipe_is_mended(broken, mended);
    }
}

/// A recipe file becomes another one and compiles, or, where `mended` is empty, is left as it is.
fn recipe_is_mended(broken: &str, mended: &str) {
    let dir = tempfile::tempdir().expect("a folder");
    let dir = dir.path();
    let text = format!("{HEAD}{broken}");
    write(dir, "r.recipe", &text);
    let (status, done, rest) = mend(dir, &["r.recipe"]);
    let found = read(dir, "r.recipe");
    if mended.is_empty() {
        assert_eq!((status, done.as_str()), (2, ""), "{found}");
        assert_eq!(found, text);
    } else {
        assert_eq!(found, format!("{HEAD}{mended}"), "{done}\n{rest}");
        assert_eq!(status, 0, "{done}\n{rest}");
    }
}

/// What documents the recipe comes back to its line.
#[test]
fn an_arrow_goes_back_to_the_recipe() {
    let dir = tempfile::tempdir().expect("a folder");
    let dir = dir.path();
    for (broken, mended) in [
        (
            "recipe r # one\nlanguage fr\n-> \"what it is for\"\nlength 7..9 words\n",
            "recipe r # one\n  -> \"what it is for\"\nlanguage fr\nlength 7..9 words\n",
        ),
        (
            "recipe r\r\nlanguage fr\r\n  -> \"what for\"\r\nlength 7..9 words\r\n",
            "recipe r\r\n  -> \"what for\"\r\nlanguage fr\r\nlength 7..9 words\r\n",
        ),
        (
            "recipe r -> \"this\"\nlanguage fr\n-> \"that\"\nlength 7..9 words\n",
            "",
        ),
    ] {
        write(dir, "r.recipe", broken);
        let (status, done, rest) = mend(dir, &["r.recipe"]);
        if mended.is_empty() {
            assert_eq!((status, done.as_str()), (2, ""), "{broken}");
            continue;
        }
        assert_eq!(read(dir, "r.recipe"), mended, "{done}\n{rest}");
        assert_eq!(status, 0, "{done}\n{rest}");
    }
}

/// Where the indentation does not tell, both ends are shown and nothing is put in.
#[test]
fn where_indentation_does_not_tell_nothing_is_closed() {
    for (broken, said) in [
        (
            "title {\nlength 40..65 chars\nlength 7..9 words\n",
            "the block of `title` is not closed",
        ),
        (
            "title {\n  rewritten\nlength 7 words\n}\nsections {\n  a {\n    words 7\n}\n",
            "is not closed",
        ),
        (
            "forbid [\n\"a b\"\n\"c d\"\nlength 7..9 words\n",
            "a list in `forbid` is opened and not closed",
        ),
        (
            "brief \"\"\"\nCourt.\nBien.\nlength 7..9 words\n",
            "a text block in `brief` is opened and not closed",
        ),
    ] {
        let dir = tempfile::tempdir().expect("a folder");
        let dir = dir.path();
        let text = format!("{HEAD}{broken}");
        write(dir, "r.recipe", &text);
        let (status, done, rest) = mend(dir, &["r.recipe"]);
        assert_eq!((status, done.as_str()), (2, ""), "{broken}");
        assert!(rest.contains(said), "{rest}");
        assert!(!rest.contains("fix:"), "{rest}");
        assert_eq!(read(dir, "r.recipe"), text);
    }
}

/// A setting that stands outside its block is put into it, where nothing else is moved along.
#[test]
fn settings_come_home() {
    let yaml = "recipe: r\nlanguage: fr\n";
    for (name, head, broken, mended) in [
        (
            "r.recipe",
            HEAD,
            "rewritten\nlength 7..9 words\n",
            "title { rewritten }\nlength 7..9 words\n",
        ),
        (
            "r.recipe",
            HEAD,
            "title { ends-with none }\nrewritten\n",
            "title { ends-with none; rewritten }\n",
        ),
        (
            "r.recipe",
            HEAD,
            "rewritten\ntitle {\n  ends-with none # so\n}\n",
            "title {\n  ends-with none # so\n  rewritten\n}\n",
        ),
        (
            "r.recipe",
            HEAD,
            "title {\n  ends-with none\n}\nrewritten # why\n",
            "",
        ),
        (
            "r.yaml",
            yaml,
            "rewritten: true\nlength: 7..9 words\n",
            "title: { rewritten: true }\nlength: 7..9 words\n",
        ),
        (
            "r.yaml",
            yaml,
            "title: { ends-with: none }\nrewritten: true\n",
            "title: { ends-with: none, rewritten: true }\n",
        ),
        (
            "r.yaml",
            yaml,
            "title:\n  ends-with: none\nrewritten: true\n",
            "title:\n  ends-with: none\n  rewritten: true\n",
        ),
        (
            "r.yaml",
            yaml,
            "title: {\n  ends-with: none\n  }\nrewritten: true\n",
            "",
        ),
    ] {
        let dir = tempfile::tempdir().expect("a folder");
        let dir = dir.path();
        write(dir, name, &format!("{head}{broken}"));
        let (status, done, rest) = mend(dir, &[name]);
        if mended.is_empty() {
            assert_eq!((status, done.as_str()), (2, ""), "{broken}");
            assert!(rest.contains("no rule is called `rewritten`"), "{rest}");
            continue;
        }
        assert_eq!(read(dir, name), format!("{head}{mended}"), "{done}\n{rest}");
        assert_eq!(status, 0, "{done}\n{rest}");
    }
}

/// The same for YAML: tabs and brackets.
#[test]
fn yaml_is_closed_and_indented() {
    for (broken, mended) in [
        (
            "use: [\n  fr/presse,\n  seo/basic   # why\n\n# then\nlength: 700..900 words\n",
            "use: [\n  fr/presse,\n  seo/basic]   # why\n\n# then\nlength: 700..900 words\n",
        ),
        (
            "title: { length: 40..65 chars, rewritten: true\nlength: 7..9 words\n",
            "title: { length: 40..65 chars, rewritten: true }\nlength: 7..9 words\n",
        ),
        (
            "sections:\n\t- a:\n\t\t\twords: 3..6\n\t- b\ntitle:\n\trewritten: true\n",
            "sections:\n  - a:\n      words: 3..6\n  - b\ntitle:\n  rewritten: true\n",
        ),
        (
            "title:\n  rewritten: \u{202e}true\u{202c}\n",
            "title:\n  rewritten: true\n",
        ),
    ] {
        let dir = tempfile::tempdir().expect("a folder");
        let dir = dir.path();
        let head = "recipe: r\nlanguage: fr\n";
        write(dir, "r.yaml", &format!("{head}{broken}"));
        let (status, done, rest) = mend(dir, &["r.yaml"]);
        assert_eq!(
            read(dir, "r.yaml"),
            format!("{head}{mended}"),
            "{done}\n{rest}"
        );
        assert_eq!(status, 0, "{done}\n{rest}");
        assert_eq!(done.lines().count(), 1, "one mistake, one line: {done}");
    }
}

/// A sign is missing between two settings, or between a name and its block: no value is taken for a text with it, and none is
/// lost with the name that it stands behind.
#[test]
fn yaml_settings_stay_settings() {
    for (broken, mended) in [
        (
            "title: { contains: \"été\" rewritten: true }\n",
            "title: { contains: \"été\", rewritten: true }\n",
        ),
        (
            "sections:\n  - a { words: 3..6 }\n  - b\n",
            "sections:\n  - a: { words: 3..6 }\n  - b\n",
        ),
        (
            "sections:\n  - a: words: 3..6 }\n  - b\n",
            "sections:\n  - a: { words: 3..6 }\n  - b\n",
        ),
        (
            "forbid { any: \"été\", severity: warn }\n",
            "forbid: { any: \"été\", severity: warn }\n",
        ),
        ("description: 'it's: a'\n", "description: \"it's: a\"\n"),
        ("title:\n  contains: \"été\" rewritten: true\n", ""),
        ("forbid: 'été'; 'b'\n", ""),
        ("forbid: [é, b],\n", "forbid: [é, b]\n"),
        ("forbid: { any: é, b], severity: warn }\n", ""),
        ("paragraphs: { words: at most 80, count 3..8 }\n", ""),
    ] {
        let dir = tempfile::tempdir().expect("a folder");
        let dir = dir.path();
        let text = format!("recipe: r\nlanguage: fr\n{broken}");
        write(dir, "r.yaml", &text);
        let (status, done, rest) = mend(dir, &["r.yaml"]);
        let found = read(dir, "r.yaml");
        if mended.is_empty() {
            assert_eq!((status, done.as_str()), (2, ""), "{found}");
            continue;
        }
        assert_eq!(
            found,
            format!("recipe: r\nlanguage: fr\n{mended}"),
            "{done}\n{rest}"
        );
        assert_eq!(status, 0, "{done}\n{rest}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link_and_a_file_that_may_not_be_written_stays_as_it_is() {
    use std::os::unix::fs::PermissionsExt as _;
    let dir = tempfile::tempdir().expect("a folder");
    let dir = dir.path();
    write(
        dir,
        "real.yaml",
        "recipe: r\nlanguage: fr\nlenght: 1..9 words\n",
    );
    std::os::unix::fs::symlink("real.yaml", dir.join("r.yaml")).expect("a link");
    assert_eq!(mend(dir, &["r.yaml"]).0, 0);
    assert!(dir.join("r.yaml").is_symlink());
    assert!(read(dir, "real.yaml").contains("length:"));

    write(
        dir,
        "locked.yaml",
        "recipe: r\nlanguage: fr\nlenght: 1..9 words\n",
    );
    let locked = std::fs::Permissions::from_mode(0o444);
    std::fs::set_permissions(dir.join("locked.yaml"), locked).expect("can be locked");
    let (status, _, rest) = mend(dir, &["locked.yaml"]);
    assert_eq!(status, 2);
    assert!(rest.contains("cannot be written"), "{rest}");
    assert!(read(dir, "locked.yaml").contains("lenght:"));
}

/// After mending, drafts that are named are checked as ever.
#[test]
fn drafts_are_checked_afterwards() {
    let dir = tempfile::tempdir().expect("a folder");
    let dir = dir.path();
    write(
        dir,
        "r.yaml",
        "recipe: r\nlanguage: fr\nlenght: at least 9 words\n",
    );
    write(dir, "d.md", "# Un\n\nDeux mots.\n");
    let (status, done, _) = mend(dir, &["r.yaml", "d.md"]);
    assert_eq!(status, 1, "{done}");
    assert!(
        done.contains("2 words of body, at least 9 wanted"),
        "{done}"
    );
}
