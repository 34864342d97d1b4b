//! Files in our folders that nobody claims. They are only told of: they may be somebody's own.

use std::collections::BTreeSet;

use super::{Store, keys::Keys, orphans::Claims, path, system};
use crate::{diag::Failure, model::fold::nfc, say};

/// Looks through the folders at the top of the output in which we make anything, now or ever; hidden
/// files are somebody else's.
pub(super) fn find(store: &Store, new: &Keys) -> Result<Vec<String>, Failure> {
    let claims = Claims::of(new);
    let tops = new.records.iter().filter_map(|record| record.path.split('/').next());
    let tops = tops.filter(|top| !top.is_empty()).chain(store.tops.iter().copied());
    let tops: BTreeSet<&str> = tops.collect();
    let mut folders: Vec<String> = tops.into_iter().map(str::to_owned).collect();
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        let failed = |error| {
            let doing = say! { vi: "xem thư mục kết quả", en: "looking through the output" };
            Failure::new(doing, path::full(&store.root, &folder, ""), error)
        };
        let dir = match store.out.descend(&folder) {
            Ok(dir) => dir,
            // A link is not ours, and is not followed.
            Err(error) if system::is_gone(&error) => continue,
            Err(error) => return Err(failed(error)),
        };
        // Some systems store the marks of letters in another form.
        let claimed = claims.names(new, &nfc(&folder)).map_err(failed)?;
        for name in dir.names().map_err(failed)? {
            let path = format!("{folder}/{name}");
            if name.starts_with('.') {
            } else if !dir.is_file(&name) {
                folders.push(path);
            } else if !claimed.contains(&nfc(&name).to_lowercase()) {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}
