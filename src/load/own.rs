//! Which paths are the campaign's own. What a command makes is written beside what authors write, never
//! among it.

use std::path::{Component, Path, PathBuf};

use super::files::FOLDERS;
use crate::{
    diag::{Report, Reported},
    say,
};

/// The folder of a campaign, of those that only authors write into, that a path lies in.
pub fn folder_of(root: &Path, path: &Path) -> Option<String> {
    let root = root.canonicalize().ok()?;
    let path = real(path);
    let below = path.strip_prefix(root).ok()?.components().next()?;
    // In any letters: on many disks `CONTENT` is `content`, and on the others it is taken for a slip.
    let name = below.as_os_str().to_string_lossy().to_lowercase();
    (FOLDERS.contains(&name.as_str()) || name == ".git").then_some(name)
}

/// Reports a file that a command shall write and that cannot be where it is asked for.
///
/// # Errors
/// When it would be among what authors write, or a folder is in its place.
pub fn refuse(report: &mut Report, root: &Path, file: &Path) -> Result<(), Reported> {
    let shown = file.display();
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    if let Some(folder) = folder_of(root, file) {
        return Err(report.error_with_help(
            "out-is-campaign",
            None,
            say! { vi: "`{shown}` nằm trong thư mục `{folder}` của chiến dịch", en: "`{shown}` would be in the folder `{folder}` of the campaign" },
            say! { vi: "ghi ra chỗ khác, ví dụ `{name}`", en: "write it elsewhere, for example to `{name}`" },
        ));
    }
    if file.is_dir() {
        return Err(report.error_with_help(
            "file-kind",
            None,
            say! { vi: "`{shown}` là thư mục, không phải tệp", en: "`{shown}` is a folder, not a file" },
            say! { vi: "đặt tên tệp khác", en: "give another name for the file" },
        ));
    }
    Ok(())
}

/// The real path of a file or folder of which only the upper part may exist. What is missing is made
/// when something is written, so `missing/..` is the folder that `missing` would be in.
pub fn real(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut real = PathBuf::new();
    for part in absolute.components() {
        if part == Component::ParentDir {
            real.pop();
            continue;
        }
        real.push(part);
        // Links are followed here, so that going up leaves the folder that they lead to.
        if let Ok(found) = real.canonicalize() {
            real = found;
        }
    }
    real
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_made_is_not_written_among_what_authors_write() {
        let home = tempfile::tempdir().unwrap();
        let root = home.path();
        std::fs::create_dir_all(root.join("content")).unwrap();
        std::fs::create_dir_all(root.join("folder.xlsx")).unwrap();
        let code = |file: &str| {
            let mut report = Report::new();
            let _ = refuse(&mut report, root, &root.join(file));
            report.diagnostics().first().map(|found| found.code)
        };
        for file in ["content/a.xlsx", "Themes/a.xlsx", ".git/a", "x/../content/new/a.xlsx"] {
            assert_eq!(code(file), Some("out-is-campaign"), "{file}");
        }
        assert_eq!(code("folder.xlsx"), Some("file-kind"));
        for file in ["a.xlsx", "send/a.xlsx", "content.xlsx", "content/../a.xlsx"] {
            assert_eq!(code(file), None, "{file}");
        }
    }
}
