//! In which language galley speaks to the person at the terminal.

use crate::cli::output;
use crate::tongue::Tongue;

/// The tongue of an option.
pub(super) fn parse(code: &str) -> Result<Tongue, String> {
    Tongue::of_code(code).ok_or_else(|| {
        let codes: Vec<&str> = Tongue::all().map(Tongue::code).collect();
        format!("galley speaks {}", codes.join(" and "))
    })
}

/// The one that was asked for; on a terminal that of its locale; English otherwise, because programs read it.
pub(super) fn or_own(asked: Option<Tongue>) -> Tongue {
    let own = || {
        let set = |name: &str| std::env::var(name).ok().filter(|v| !v.is_empty());
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(set);
        locale.and_then(|l| Tongue::of_locale(&l))
    };
    asked
        .or_else(|| output::to_person().then(own).flatten())
        .unwrap_or_default()
}
