//! Parts of the archives that Word and Excel write name each other by their paths.

/// The path of a part that is named beside others of a folder.
pub fn beside(folder: &str, target: &str) -> String {
    let mut path: Vec<&str> = match target.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => folder.split('/').filter(|name| !name.is_empty()).collect(),
    };
    for name in target.split('/').filter(|name| !matches!(*name, "" | ".")) {
        if name == ".." {
            path.pop();
        } else {
            path.push(name);
        }
    }
    path.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_named_from_its_neighbours_or_from_the_top() {
        assert_eq!(beside("xl/worksheets", "../comments1.xml"), "xl/comments1.xml");
        assert_eq!(beside("xl", "/xl/comments/a.xml"), "xl/comments/a.xml");
    }
}
