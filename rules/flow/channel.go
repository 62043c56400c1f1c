package flow

// Channel is the way by which a company and its customer reached each other.
type Channel string

// The channels.
const (
	ChannelWeb           Channel = "WEB"
	ChannelPost          Channel = "POST"
	ChannelFax           Channel = "FAX"
	ChannelPhone         Channel = "PHONE"
	ChannelEmail         Channel = "EMAIL"
	ChannelOnlineChat    Channel = "ONLINE_CHAT"
	ChannelOnlineMeeting Channel = "ONLINE_MEETING"
	ChannelVisit         Channel = "VISIT"
	ChannelFaceToFace    Channel = "FACE_TO_FACE"
	ChannelApp           Channel = "APP"
	ChannelThirdParty    Channel = "THIRD_PARTY"
)

// Values lists the channels, in their order.
func (Channel) Values() []string {
	return names([]Channel{
		ChannelWeb, ChannelPost, ChannelFax, ChannelPhone, ChannelEmail, ChannelOnlineChat, ChannelOnlineMeeting,
		ChannelVisit, ChannelFaceToFace, ChannelApp, ChannelThirdParty,
	})
}
