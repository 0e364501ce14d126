//! Words of asking, which say nothing of the subject: "có được không", "bao nhiêu", "cho em hỏi", "như thế nào".

/// Phrases that carry the question and not its subject, folded; within a phrase every word counts as such. What other
/// phrases of the list make up together ("có được không") need not be in it.
const PHRASES: &str = "\
dung khong;dung hay sai;dung luat khong;nhu the nao;the nao;ra sao;lam sao;phai lam sao;phai lam gi;gom nhung gi;\
bao nhieu;bao lau;may;o dau;vi sao;tai sao;ai;hay khong;co phai;co can;duoc quy dinh;quy dinh nhu the nao;\
theo quy dinh;quy dinh cua phap luat;phap luat;cho hoi;cho em hoi;cho minh hoi;cho toi hoi;xin hoi;muon hoi;xin chao;\
chao luat su;luat su;tu van;giup em;giup toi;voi a;a;oi;nhe;vay;thi;ma;la;em;toi;minh;ban;anh chi;tui;chung toi;nao;\
gi;nhung;cac;mot;trong truong hop;truong hop nao;xu ly nhu the nao;xu ly ra sao;xu ly the nao;bi xu ly;\
vi pham phap luat;truy cuu trach nhiem hinh su;truy cuu hinh su;chiu trach nhiem hinh su;bi phat;xin cam on;hien nay;\
hien hanh;moi nhat;khong;co;duoc;bi;cua;va;cho;ve;khi;thi sao;neu;do;nay;cung;roi;dang;da;se";

/// For each word of a question, whether it only asks.
pub(crate) fn asking(words: &[&str]) -> Vec<bool> {
    let mut asks = vec![false; words.len()];
    for phrase in PHRASES.split(';') {
        let length = phrase.split(' ').count();
        for start in 0..words.len().saturating_sub(length - 1) {
            let here = &words[start..start + length];
            if phrase.split(' ').zip(here).all(|(word, here)| word == *here) {
                asks[start..start + length].fill(true);
            }
        }
    }
    asks
}

#[cfg(test)]
mod tests {
    use super::asking;

    #[test]
    fn the_subject_is_told_from_the_asking() {
        let words = [
            "cho", "em", "hoi", "nghi", "thai", "san", "duoc", "bao", "nhieu", "thang",
        ];
        let subject: Vec<&str> = words
            .iter()
            .zip(asking(&words))
            .filter(|(_, asks)| !asks)
            .map(|(word, _)| *word)
            .collect();
        assert_eq!(subject, ["nghi", "thai", "san", "thang"]);
    }
}
