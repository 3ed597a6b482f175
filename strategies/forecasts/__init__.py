"""What reports expected companies to earn, beside what they earned, and what that makes of a change in price.

``judged`` holds a forecast beside the result and beside the last year known when the report came out, ``summary`` takes
the forecasts of a report together. ``splitting`` finds what was said of the same company and year afterwards, and
``re_rating`` is the split of the price change between the two.
"""
