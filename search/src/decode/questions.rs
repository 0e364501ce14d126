//! How people ask in Vietnamese, whatever about: a law never says "bao nhiêu" or "tôi", so a corpus of laws alone would
//! read them as "nhiều" and "tội". Counted into a [`TextLexicon`](super::TextLexicon) in proportion to the corpus.

/// Everyday question wording: phrases, not whole questions, so that no subject is favoured.
pub(super) const QUESTIONS: &str = "\
bao nhiêu; là bao nhiêu; bao nhiêu tiền; bao nhiêu ngày; bao nhiêu tháng; bao nhiêu năm; bao nhiêu giờ; bao nhiêu lần; \
được bao nhiêu; mất bao nhiêu; khoảng bao nhiêu; bao lâu; trong bao lâu; bao lâu thì; bao giờ; khi nào; lúc nào; ngày nào; \
mấy; mấy ngày; mấy tháng; mấy lần; mấy giờ; mấy năm; thứ mấy; tháng mấy; vài; một vài; vài ngày; \
gì; là gì; cái gì; làm gì; gì không; gồm những gì; cần gì; cần những gì; vì sao; tại sao; sao; làm sao; thì sao; sao không; \
có sao không; ra sao; sao vậy; thế nào; như thế nào; là như thế nào; thì thế nào; làm thế nào; kiểu gì; \
ai; ai được; ai là; ai có; của ai; cho ai; hỏi ai; gặp ai; ai cũng; ai đó; nào; loại nào; cách nào; trường hợp nào; \
những ai; đâu; ở đâu; đi đâu; từ đâu; đến đâu; đâu là; chỗ nào; nơi nào; có đúng không; đúng không; đúng hay sai; hay không; \
được không; có được không; có thể không; có phải không; phải không; có bị không; có cần không; có nên không; không ạ; \
chưa; được chưa; đã chưa; có chưa; rồi; rồi thì; xong rồi; nữa không; còn không; có còn; vẫn còn; \
tôi; của tôi; tôi có; tôi muốn; tôi muốn hỏi; cho tôi hỏi; tôi là; tôi bị; tôi được; tôi đang; tôi làm; cho tôi; nếu tôi; khi tôi; \
em; của em; em là; em có; em muốn hỏi; cho em hỏi; em bị; em được; em đang; em làm; em xin; nhà em; dạ em; em ạ; \
mình; của mình; mình có; mình muốn; cho mình hỏi; mình làm; mình bị; mình được; bên mình; \
tao; tụi em; tụi mình; chúng tôi; chúng em; bọn em; anh; anh chị; chị; anh em; các anh; các chị; các bạn; bạn; bạn tôi; bạn em; \
con; con trai; con gái; con tôi; con em; vợ; chồng; vợ tôi; chồng tôi; vợ chồng; bố; mẹ; ba; má; bố mẹ; ba mẹ; bé; cháu; ông; bà; \
hôm nay; hiện nay; hôm qua; ngày mai; bây giờ; lúc này; năm nay; năm ngoái; tháng này; tháng sau; tuần này; tuần sau; sáng; trưa; chiều; tối; đêm; \
xin hỏi; cho hỏi; xin chào; chào bạn; xin cảm ơn; cảm ơn; nhờ tư vấn; giúp tôi; giúp em; với ạ; vậy ạ; vậy; như vậy; thế; thế thì; \
thì; mà; nhưng; hay; hoặc; rằng; nên; nếu; dù; cũng; vẫn; chỉ; chỉ có; mới; đang; sẽ; đã; từng; lại; luôn; hoài; quá; lắm; hơi; \
này; kia; đó; đấy; ấy; nhé; nhỉ; hả; ha; dạ; vâng; ừ; ơi; nha; hết; hề; không hề; đừng; chớ; cứ; tự nhiên; tự dưng; \
muốn; định; biết; không biết; hiểu; không hiểu; nghe; nghe nói; thấy; nói; bảo; kêu; bắt; ép; đòi; lấy; đưa; gửi; nhận; trả; cho; xin; nộp; \
đi làm; làm việc; làm thêm; tăng ca; nghỉ; nghỉ làm; nghỉ việc; đi học; về nhà; ở nhà; ở quê; sếp; lỡ; bị; được; ăn; uống; ngủ; ốm; đau; mệt; \
nhiều; ít; nhanh; chậm; sớm; muộn; trễ; cao; thấp; lớn; nhỏ; to; tốt; xấu; dễ; khó; rẻ; đắt; cũ; hay bị; thường; có khi";
